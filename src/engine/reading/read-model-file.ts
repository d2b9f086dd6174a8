/** A model file as a graph with weights, and what there is to say about it. */
import { StrideError } from '#base/errors.ts';
import { formatBytes } from '#base/format.ts';
import { product } from '#base/math.ts';
import { maxFileBytes } from '#formats/limits.ts';
import { openModelFile } from '#formats/open-model-file.ts';
import { matchWeights } from '#formats/weights/match-weights.ts';
import { analyzeGraph } from '#graph/analyze.ts';
import { graphFromKeras } from '#graph/keras/from-keras.ts';
import type { OpenedModelReport } from '#protocol/exchange.ts';
import type { LayerWeights } from '../layer-weights.ts';

export interface ModelRequest {
  readonly file: File;
  /** Files that lie beside it: the shards of a TensorFlow.js model. */
  readonly companions: readonly File[];
}

export interface ReadModel {
  readonly report: Omit<OpenedModelReport, 'id'>;
  readonly weights: LayerWeights;
}

/** Rejects with `unreadable-file`, `unreadable-model` and `weights-do-not-fit`. */
export async function readModelFile({ file, companions }: ModelRequest): Promise<ReadModel> {
  const total = [file, ...companions].reduce((bytes, { size }) => bytes + size, 0);
  if (total > maxFileBytes) throw tooLarge(file.name, total);
  const beside = await Promise.all(
    companions.map(async (companion) => [companion.name, await bytesOf(companion)] as const),
  );
  const opened = await openModelFile(await bytesOf(file), file.name, new Map(beside));
  const { config, kerasVersion, weights: archive } = opened;
  try {
    if (config === null) throw weightsAlone(file.name);
    const { name, graph, notes, unknownLayers, places } = graphFromKeras(config, file.name, kerasVersion);
    const analysis = analyzeGraph(graph);
    const weights: LayerWeights = archive ? matchWeights(archive, graph, analysis, places, file.name) : new Map();
    const { parameters } = analysis.totals;
    const missing = archive ? [] : ['The file holds no weights: the network begins with new ones.'];
    const hasWeights = [...weights.values()].some((layer) => layer.some(({ shape }) => product(shape) > 0));
    return {
      report: { name, graph, parameters, hasWeights, notes: [...missing, ...notes], unknownLayers },
      weights,
    };
  } finally {
    archive?.close();
  }
}

async function bytesOf(file: File): Promise<Uint8Array> {
  return new Uint8Array(await file.arrayBuffer());
}

function tooLarge(name: string, bytes: number): StrideError {
  return new StrideError({
    code: 'unreadable-file',
    message: `${name} and the files with it are ${formatBytes(bytes)}; at most ${formatBytes(maxFileBytes)} can be opened.`,
    remedy: 'Choose a smaller model.',
  });
}

function weightsAlone(name: string): StrideError {
  return new StrideError({
    code: 'unreadable-model',
    message: `${name} holds weights alone, and a model was expected.`,
    remedy: 'Save the whole model, as .keras or with model.save, and open that file.',
  });
}
