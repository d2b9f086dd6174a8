/** Weights in a project file, held against the network that they belong to. */
import { StrideError } from '#base/errors.ts';
import { matchWeights } from '#formats/weights/match-weights.ts';
import { readSafetensors } from '#formats/weights/safetensors.ts';
import { analyzeGraph } from '#graph/analyze.ts';
import type { ModelGraph } from '#graph/model-graph.ts';
import type { LayerWeights } from '../layer-weights.ts';

/**
 * `bytes` is a safetensors file, `path` its place in the project file. Throws a `StrideError`: `unreadable-file` or
 * `weights-do-not-fit`.
 */
export function carriedWeights(bytes: Uint8Array, graph: ModelGraph, path: string, fileName: string): LayerWeights {
  const analysis = analyzeGraph(graph);
  const fault = analysis.problems.find(({ severity }) => severity === 'error');
  if (fault !== undefined) {
    throw new StrideError({
      code: 'unreadable-file',
      message: `${fileName} cannot be read: the network of its ${path} has a fault. ${fault.message}`,
      remedy: 'Ask for the file again, without weights.',
    });
  }
  const stored = readSafetensors(bytes, `${path} in ${fileName}`);
  const places = graph.nodes.map(({ id, name }) => ({ node: id, names: [name], steps: [] }));
  return matchWeights(stored, graph, analysis, places, fileName);
}
