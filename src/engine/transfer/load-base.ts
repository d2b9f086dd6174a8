import { present } from '#base/assert.ts';
import type { BaseChoice, BaseRequest } from '#protocol/transfer.ts';
import type { WeightsChoice } from '#zoo/weights/weights-sources.ts';
import { detectorCatalogue } from '../detection/catalogue.ts';
import { fetchDetector } from '../detection/open-detector.ts';
import { loadWeights, willLoadHalfPrecision } from '../pretrained/load-weights.ts';
import type { HostedFiles } from '../weights/hosted-files.ts';
import { baseGraph, zooNetworkOf } from './base-graph.ts';
import { embeddedWeights } from './embedded-weights.ts';
import type { WeightedGraph } from './join-graphs.ts';

export interface LoadedBase extends WeightedGraph {
  /** Whether its numbers come from 16 bits each. */
  readonly isHalfPrecision: boolean;
}

/** The base with its weights in ordinary memory, from this computer where they are there. */
export async function loadBase(
  { base, inputSize, job }: BaseRequest,
  hosted: HostedFiles,
  baseUrl: string,
): Promise<LoadedBase> {
  const graph = baseGraph(base, inputSize);
  if (base.kind === 'embedded') {
    const definition = present(
      detectorCatalogue.find(({ info }) => info.id === 'center-net'),
      'a detector is embedded',
    );
    const { files } = await fetchDetector(definition, baseUrl, hosted, job);
    return { graph, weights: await embeddedWeights(files, graph), isHalfPrecision: false };
  }
  const { weights, isHalfPrecision } = await loadWeights(zooNetworkOf(base.network), withoutTop(inputSize), graph, {
    hosted,
    job,
  });
  return { graph, weights, isHalfPrecision };
}

/** Whether the base's numbers will come from 16 bits each, told without loading it. */
export async function willBeHalfPrecision(
  { base, inputSize }: Pick<BaseChoice, 'base' | 'inputSize'>,
  hosted: HostedFiles,
): Promise<boolean> {
  return base.kind === 'zoo' && willLoadHalfPrecision(zooNetworkOf(base.network), withoutTop(inputSize), hosted);
}

function withoutTop(size: number): WeightsChoice {
  return { includeTop: false, size };
}
