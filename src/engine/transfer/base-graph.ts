import { present } from '#base/assert.ts';
import type { ModelGraph } from '#graph/model-graph.ts';
import type { TransferBase } from '#protocol/transfer.ts';
import { zooNetworks } from '#zoo/registry.ts';
import type { ZooNetwork } from '#zoo/zoo-network.ts';
import { embeddedGraph } from './embedded-graph.ts';

export function zooNetworkOf(name: string): ZooNetwork {
  return present(
    zooNetworks.find((network) => network.name === name),
    `${name} is in the zoo`,
  );
}

/** The base as a graph, its preprocessing inside. Throws what the network says of an illegal `inputSize`. */
export function baseGraph(base: TransferBase, inputSize: number): ModelGraph {
  if (base.kind === 'embedded') return embeddedGraph(inputSize);
  const inputShape = [inputSize, inputSize, 3];
  return zooNetworkOf(base.network).build({ includeTop: false, inputShape, weights: 'imagenet', preprocessing: true });
}
