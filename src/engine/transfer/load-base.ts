import { present } from '#base/assert.ts';
import type { BaseRequest } from '#protocol/transfer.ts';
import { detectorCatalogue } from '../detection/catalogue.ts';
import { fetchDetector } from '../detection/open-detector.ts';
import { loadWeights } from '../pretrained/load-weights.ts';
import type { HostedFiles } from '../weights/hosted-files.ts';
import { baseGraph, zooNetworkOf } from './base-graph.ts';
import { embeddedWeights } from './embedded-weights.ts';
import type { WeightedGraph } from './join-graphs.ts';

/** The base with its weights in ordinary memory, from this computer where they are there. */
export async function loadBase(
  { base, inputSize, job }: BaseRequest,
  hosted: HostedFiles,
  baseUrl: string,
): Promise<WeightedGraph> {
  const graph = baseGraph(base, inputSize);
  if (base.kind === 'embedded') {
    const definition = present(
      detectorCatalogue.find(({ info }) => info.id === 'center-net'),
      'a detector is embedded',
    );
    const { files } = await fetchDetector(definition, baseUrl, hosted, job);
    return { graph, weights: await embeddedWeights(files, graph) };
  }
  const choice = { includeTop: false, size: inputSize };
  const { weights } = await loadWeights(zooNetworkOf(base.network), choice, graph, { hosted, job });
  return { graph, weights };
}
