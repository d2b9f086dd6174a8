/** The weights of a published network out of a file that holds them. */
import { present } from '#base/assert.ts';
import { openWeights } from '#formats/weights/open-weights.ts';
import type { ModelGraph } from '#graph/model-graph.ts';
import { zooNetworks } from '#zoo/registry.ts';
import type { LayerWeights } from '../layer-weights.ts';
import { fitArchive } from '../pretrained/fit-archive.ts';

export interface NetworkWeightsRequest {
  /** The network's name in the zoo. */
  readonly network: string;
  /** The network's with its layers in Keras's order, with or without its classifier. */
  readonly graph: ModelGraph;
  readonly fileName: string;
  readonly content: Blob;
  /** By the paths that the file names: the shards of a TensorFlow.js model. */
  readonly companions: ReadonlyMap<string, Blob>;
}

/** Rejects with `unreadable-file` and `weights-other-network`. */
export async function readNetworkWeights(request: NetworkWeightsRequest): Promise<LayerWeights> {
  const { graph, fileName, content, companions } = request;
  const network = present(
    zooNetworks.find(({ name }) => name === request.network),
    `the zoo has a network ${request.network}`,
  );
  const beside = await Promise.all([...companions].map(async ([path, part]) => [path, await bytesOf(part)] as const));
  const archive = await openWeights(await bytesOf(content), fileName, new Map(beside));
  try {
    const whole = network.build({ weights: 'imagenet' });
    return fitArchive(archive, graph, whole, { network: network.name, fileName });
  } finally {
    archive.close();
  }
}

async function bytesOf(blob: Blob): Promise<Uint8Array> {
  return new Uint8Array(await blob.arrayBuffer());
}
