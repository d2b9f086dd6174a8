import { fileFault } from '../file-fault.ts';
import { openModelFile } from '../open-model-file.ts';
import type { OpenWeights } from './weight-archive.ts';

/** The weights of any file that has some: `.h5`, `.weights.h5`, `.keras`, safetensors, a TF.js model with its shards. */
export const openWeights: OpenWeights = async (bytes, fileName, companions) => {
  const { weights } = await openModelFile(bytes, fileName, companions);
  if (weights === null) throw fileFault(fileName, 'weights were expected, and it holds none');
  return weights;
};
