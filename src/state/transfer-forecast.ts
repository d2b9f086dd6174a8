/** What training in the full way will cost, said before it starts. */

import { analyzeGraph } from '#graph/analyze.ts';
import type { ModelGraph } from '#graph/model-graph.ts';
import type { TrainingSettings } from '#graph/training/training-settings.ts';
import { type BaseBlock, baseBlocks } from '#graph/transfer/base-blocks.ts';
import { type TrainingCost, trainingCost } from '#graph/transfer/training-cost.ts';
import type { Transform } from './augment-store.ts';
import { fullNetwork, unfrozenOf } from './transfer-network.ts';
import type { PictureFacts, TransferSettings } from './transfer-store.ts';

export interface TransferForecast {
  readonly parameters: number;
  readonly trainableParameters: number;
  readonly memory: TrainingCost['memory'];
  /** Of an epoch with its validation; null where nothing was measured on this device. */
  readonly epochMilliseconds: number | null;
  /** `BatchNormalization` layers in the unfrozen blocks, which stay frozen. */
  readonly frozenNormalizations: number;
}

export interface ForecastRequest {
  /** The base, frozen, with its head. */
  readonly prepared: ModelGraph;
  readonly settings: Pick<TransferSettings, 'unfrozen' | 'baseMultiplier' | 'batchSize'>;
  readonly transforms: readonly Transform[];
  readonly training: Pick<TrainingSettings, 'optimizer' | 'validationSplit'>;
  readonly pictures: Pick<PictureFacts, 'sampleCount'>;
  /** Multiply-adds a millisecond; null where unknown. */
  readonly measuredRate: number | null;
}

export function forecastTransfer(request: ForecastRequest): TransferForecast {
  const { prepared, settings, transforms, training, pictures, measuredRate } = request;
  const before = analyzeGraph(prepared);
  const graph = fullNetwork(prepared, before, settings, transforms);
  const analysis = analyzeGraph(graph);
  const { optimizer, validationSplit } = training;
  const cost = trainingCost(graph, analysis, { batchSize: settings.batchSize, optimizer });
  const held = Math.round(pictures.sampleCount * validationSplit);
  const multiplyAdds = (pictures.sampleCount - held) * cost.trainingMultiplyAdds + held * cost.forwardMultiplyAdds;
  const open = new Set(unfrozenOf(blocksOf(prepared), settings).map(({ name }) => name));
  return {
    parameters: analysis.totals.parameters,
    trainableParameters: analysis.totals.trainableParameters,
    memory: cost.memory,
    epochMilliseconds: measuredRate === null ? null : multiplyAdds / measuredRate,
    frozenNormalizations: graph.nodes.filter(
      ({ type, block }) => type === 'BatchNormalization' && block !== undefined && open.has(block),
    ).length,
  };
}

/** The blocks that can be unfrozen of the base in this graph, first to last. */
export function blocksOf(prepared: ModelGraph): readonly BaseBlock[] {
  return baseBlocks(prepared, analyzeGraph(prepared));
}
