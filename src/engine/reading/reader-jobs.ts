/** What the reader's worker does, by name. */
import type { EngineFault } from '#protocol/engine.ts';
import type { LayerWeights } from '../layer-weights.ts';
import { type ModelRequest, type ReadModel, readModelFile } from './read-model-file.ts';
import { type NetworkWeightsRequest, readNetworkWeights } from './read-network-weights.ts';

export interface ReaderJobs {
  readonly model: { readonly request: ModelRequest; readonly answer: ReadModel };
  readonly network: { readonly request: NetworkWeightsRequest; readonly answer: LayerWeights };
}

/** Each reads one kind of file. */
export const readerJobs: {
  readonly [Kind in keyof ReaderJobs]: (request: ReaderJobs[Kind]['request']) => Promise<ReaderJobs[Kind]['answer']>;
} = { model: readModelFile, network: readNetworkWeights };

/** What the worker is asked, once. */
export interface ReaderCall<Kind extends keyof ReaderJobs> {
  readonly kind: Kind;
  readonly request: ReaderJobs[Kind]['request'];
}

/** What it says: that it is there, then its answer. */
export type ReaderMessage<Answer> =
  | { readonly type: 'ready' }
  | { readonly type: 'answer'; readonly answer: Answer }
  | { readonly type: 'fault'; readonly fault: EngineFault };
