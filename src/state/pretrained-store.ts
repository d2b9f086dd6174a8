/** The published network that is chosen, loading or open, and what it said of the last picture. */
import { createStore } from 'zustand/vanilla';
import type { EngineFault } from '#protocol/engine.ts';
import type { Classification, OpenedPretrained, PretrainedChoice } from '#protocol/pretrained.ts';

export type OpeningStage =
  | { readonly stage: 'fetch' | 'parse' | 'upload' }
  /** Of so many shaders. */
  | { readonly stage: 'compile'; readonly done: number; readonly total: number };

export type Loading =
  | { readonly phase: 'idle' }
  | { readonly phase: 'loading'; readonly choice: PretrainedChoice; readonly at: OpeningStage }
  | { readonly phase: 'failed'; readonly choice: PretrainedChoice; readonly fault: EngineFault };

export type Answer =
  | { readonly phase: 'none' }
  | { readonly phase: 'asking'; readonly before: Classification | null }
  | { readonly phase: 'answered'; readonly classification: Classification }
  | { readonly phase: 'failed'; readonly fault: EngineFault };

export interface PretrainedState {
  readonly choice: PretrainedChoice;
  readonly loading: Loading;
  readonly opened: OpenedPretrained | null;
  /** The picture to ask about. */
  readonly picture: Blob | null;
  readonly answer: Answer;
  /** The fastest run of each network on this device since the page was opened, milliseconds, by `measuredKey`. */
  readonly measured: Readonly<Record<string, number>>;
}

export type PretrainedStore = ReturnType<typeof createPretrainedStore>;

/** A network takes its own time for pictures of each size. */
export function measuredKey(network: string, inputSize: number): string {
  return `${network} ${inputSize}`;
}

/** A small network that knows all classes: 2 MB and a moment on any device. */
const firstChoice: PretrainedChoice = { network: 'MobileNet_0.25', includeTop: true, inputSize: 224 };

export function createPretrainedStore() {
  return createStore<PretrainedState>()(() => ({
    choice: firstChoice,
    loading: { phase: 'idle' },
    opened: null,
    picture: null,
    answer: { phase: 'none' },
    measured: {},
  }));
}
