/** A network on the device as what the writers of model files take. */
import type { WrittenModel } from '#formats/written-model.ts';
import { analyzeGraph } from '#graph/analyze.ts';
import type { ModelGraph } from '#graph/model-graph.ts';
import type { TrainingSettings } from '#graph/training/training-settings.ts';
import type { Network } from '../build/network.ts';
import { readLayerWeights } from '../layer-weights.ts';

/** Reads every weight back from the device. Random layers keep no state, so graph and weights are all there is. */
export async function networkModel(
  name: string,
  graph: ModelGraph,
  network: Network,
  training: TrainingSettings | null,
): Promise<WrittenModel> {
  return { name, graph, analysis: analyzeGraph(graph), training, weights: await readLayerWeights(network) };
}
