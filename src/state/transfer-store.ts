/** What is to be transferred to which data set, and how far the work is. */
import { createStore } from 'zustand/vanilla';
import type { EngineFault } from '#protocol/engine.ts';
import type { TransferRequest, TransferResult } from '#protocol/transfer.ts';

export type TransferSettings = Omit<TransferRequest, 'job' | 'seed'>;

export type TransferWork =
  | { readonly phase: 'idle' }
  | { readonly phase: 'base' }
  | {
      readonly phase: 'features';
      readonly done: number;
      readonly total: number;
      readonly millisecondsLeft: number;
    }
  | { readonly phase: 'done'; readonly result: TransferResult }
  | { readonly phase: 'failed'; readonly fault: EngineFault };

export interface TransferState {
  readonly settings: TransferSettings;
  readonly work: TransferWork;
}

export type TransferStore = ReturnType<typeof createTransferStore>;

export function createTransferStore() {
  return createStore<TransferState>()(() => ({
    settings: {
      dataset: 'mnist',
      base: { kind: 'embedded' },
      inputSize: 224,
      head: { pooling: 'GlobalAveragePooling2D', units: 128 },
      epochs: 20,
      learningRate: 0.001,
    },
    work: { phase: 'idle' },
  }));
}
