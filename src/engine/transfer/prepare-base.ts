/** The full way of transfer learning begins here: the base inside the network, with a head to be trained behind it. */

import type { ModelGraph } from '#graph/model-graph.ts';
import type { BaseRequest } from '#protocol/transfer.ts';
import type { OpenDataset } from '../datasets/dataset-shelf.ts';
import { factsOf } from '../datasets/network-facts.ts';
import type { EngineHost } from '../engine-host.ts';
import { fittingGraph, type LayerWeights } from '../layer-weights.ts';
import type { Session } from '../session.ts';
import { behindPictures, headGraph, joinHead, weightsBehindPictures } from './join-graphs.ts';
import type { LoadedBase } from './load-base.ts';

export interface BaseParts {
  readonly host: Pick<EngineHost, 'emit'>;
  readonly session: Session;
  readonly dataset: OpenDataset;
  /** Fetches the base. */
  readonly load: () => Promise<LoadedBase>;
}

/** See `TransferEngine.prepare`. */
export async function prepareBase(request: BaseRequest, parts: BaseParts): Promise<ModelGraph> {
  const { host, session, dataset, load } = parts;
  const { info } = dataset;
  host.emit({ type: 'transfer', job: request.job, stage: 'base' });
  const loaded = await load();
  const base = behindPictures(loaded.graph, info.sampleShape);
  const head = headGraph(base, request.head, info.classNames.length);
  const graph = joinHead(base, head);
  const weights = new Map([
    ...weightsBehindPictures(loaded.weights, info.sampleShape),
    ...(await trainedHead(session, base, head)),
  ]);
  await session.adopt(graph, weights, factsOf(dataset));
  return graph;
}

/** The head's weights from the network at hand, where it stands behind the same base there. */
async function trainedHead(session: Session, base: ModelGraph, head: ModelGraph): Promise<LayerWeights> {
  const current = session.currentNetwork();
  if (current === null) return new Map();
  const own = new Set(current.graph.nodes.map(({ name }) => name));
  if (!base.nodes.every(({ name }) => own.has(name))) return new Map();
  return fittingGraph(await session.readWeights(), head, {});
}
