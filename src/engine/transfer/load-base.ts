import { present } from '#base/assert.ts';
import type { TransferRequest } from '#protocol/transfer.ts';
import { zooNetworks } from '#zoo/registry.ts';
import { detectorCatalogue } from '../detection/catalogue.ts';
import { fetchDetector } from '../detection/open-detector.ts';
import { loadWeights } from '../pretrained/load-weights.ts';
import type { HostedFiles } from '../weights/hosted-files.ts';
import { embeddedGraph, embeddedWeights } from './embedded-base.ts';
import type { WeightedGraph } from './join-graphs.ts';

/** The base with its weights in ordinary memory, from this computer where they are there. */
export async function loadBase(
  { base, inputSize, job }: TransferRequest,
  hosted: HostedFiles,
  baseUrl: string,
): Promise<WeightedGraph> {
  if (base.kind === 'embedded') {
    const graph = embeddedGraph(inputSize);
    const definition = present(
      detectorCatalogue.find(({ info }) => info.id === 'center-net'),
      'a detector is embedded',
    );
    const { files } = await fetchDetector(definition, baseUrl, hosted, job);
    return { graph, weights: await embeddedWeights(files, graph) };
  }
  const network = present(
    zooNetworks.find(({ name }) => name === base.network),
    `${base.network} is in the zoo`,
  );
  const inputShape = [inputSize, inputSize, 3];
  const graph = network.build({ includeTop: false, inputShape, weights: 'imagenet', preprocessing: true });
  const choice = { includeTop: false, size: inputSize };
  const { weights } = await loadWeights(network, choice, graph, { hosted, job });
  return { graph, weights };
}
