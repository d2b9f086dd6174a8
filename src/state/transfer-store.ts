/** What is to be transferred to which data set and in which way, what is known of it beforehand, and how far the work is. */
import { createStore } from 'zustand/vanilla';
import type { EngineFault } from '#protocol/engine.ts';
import type { KeptFeatureSet, TransferBase, TransferHead, TransferPlan, TransferResult } from '#protocol/transfer.ts';

export type StandardHead = Omit<Extract<TransferHead, { kind: 'standard' }>, 'kind'>;

/** What pictures pass before the base, in the full way: Keras's guide's layers, the document's transforms, or nothing. */
export type TransferAugmentation = 'guide' | 'document' | 'none';

export interface TransferSettings {
  readonly dataset: string;
  readonly base: TransferBase;
  /** Pixels on each side of the pictures that the base reads. */
  readonly inputSize: number;
  /** Fast: features are computed once and a head is trained on them. Full: the base is run in every step. */
  readonly way: 'fast' | 'full';
  /** Whether the head is the standard one or the one behind the base in Build. */
  readonly headSource: TransferHead['kind'];
  readonly head: StandardHead;
  readonly epochs: number;
  readonly learningRate: number;
  /** The rest is for the full way alone. */
  readonly augmentation: TransferAugmentation;
  /** How many of the base's blocks learn, counted from its end. */
  readonly unfrozen: number;
  /** How many times the learning rate unfrozen blocks learn at. */
  readonly baseMultiplier: number;
  readonly batchSize: number;
}

/** What the pictures of a data set are, as far as the base is concerned. */
export interface PictureFacts {
  /** As the network sees them: `[height, width, channels]`. */
  readonly sampleShape: readonly [number, number, number];
  readonly classCount: number;
  readonly sampleCount: number;
  /** The shorter side of the middle one of the originals, in pixels; null where they have no other size. */
  readonly originalSide: number | null;
}

export type PlanState =
  | { readonly phase: 'none' }
  | { readonly phase: 'ready'; readonly pictures: PictureFacts; readonly plan: TransferPlan }
  | { readonly phase: 'failed'; readonly fault: EngineFault };

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
  readonly plan: PlanState;
  /** Multiply-adds a millisecond that this device did when it last looked at pictures; null before. */
  readonly measuredRate: number | null;
  readonly work: TransferWork;
  /** What lies on this computer, of all bases. */
  readonly features: readonly KeptFeatureSet[];
}

export type TransferStore = ReturnType<typeof createTransferStore>;

export function createTransferStore() {
  return createStore<TransferState>()(() => ({
    settings: {
      dataset: 'mnist',
      base: { kind: 'embedded' },
      inputSize: 224,
      way: 'fast',
      headSource: 'standard',
      head: { pooling: 'GlobalAveragePooling2D', units: 128 },
      epochs: 20,
      learningRate: 0.001,
      augmentation: 'guide',
      unfrozen: 0,
      baseMultiplier: 0.1,
      batchSize: 16,
    },
    plan: { phase: 'none' },
    measuredRate: null,
    work: { phase: 'idle' },
    features: [],
  }));
}
