/** What is shown of annotated pictures: the open set, its labels as they stand, what a detector found, and how good that is. */
import { createStore } from 'zustand/vanilla';
import type { LabelledSet } from '#formats/annotations/annotation.ts';
import type { EngineFault } from '#protocol/engine.ts';
import type { KeptSet, PictureSet, QualityReport } from '#protocol/quality.ts';
import type { AnnotatedPicture } from '#vision/annotated-picture.ts';
import type { Detection } from '#vision/detection.ts';
import type { PictureErrorOptions } from '#vision/picture-errors.ts';

export type SetPhase =
  | { readonly phase: 'none' }
  | { readonly phase: 'opening'; readonly name: string }
  | { readonly phase: 'failed'; readonly fault: EngineFault }
  | { readonly phase: 'open'; readonly set: PictureSet };

export type MeasuringPhase =
  | { readonly phase: 'idle' }
  /** The detector is being loaded. */
  | { readonly phase: 'starting' }
  /** Every picture was looked at, and the figures are being computed. */
  | { readonly phase: 'evaluating' }
  | {
      readonly phase: 'running';
      readonly done: number;
      readonly total: number;
      /** Milliseconds; null until the first picture was looked at. */
      readonly timeLeft: number | null;
      /** The person asked for an end, which comes with the picture under way. */
      readonly isStopping: boolean;
    };

/** The figures, with the very pictures that they are of. */
export interface Evaluated {
  readonly report: QualityReport;
  /** Classes are the detector's on both sides. */
  readonly pictures: readonly AnnotatedPicture[];
  /** Where each of them is in the set. */
  readonly places: readonly number[];
}

/** One step that can be taken back. */
export interface LabelStep {
  /** `Move box`. */
  readonly label: string;
  readonly picture: number;
  /** The labels on the other side of the step. */
  readonly labels: LabelledSet;
  /** Steps with one key that follow each other closely are one. */
  readonly key: string | null;
  /** When it was taken, in milliseconds. */
  readonly time: number;
}

export interface QualityState {
  readonly open: SetPhase;
  /** Sets that were drawn in, the latest first. */
  readonly kept: readonly KeptSet[];
  /** The open set's labels as they stand; null where no set is open. */
  readonly labels: LabelledSet | null;
  readonly past: readonly LabelStep[];
  readonly future: readonly LabelStep[];
  readonly saving: 'saved' | 'saving' | EngineFault;

  /** Classes that a person matched by hand: a class of the annotations to one of the detector's, or to none. */
  readonly byHand: Readonly<Record<string, number | null>>;
  /** What the detector found, by the picture's place in the set. */
  readonly detections: ReadonlyMap<number, readonly Detection[]>;
  /** The detector that found it; null where none did. */
  readonly measuredBy: { readonly id: string; readonly name: string; readonly classNames: readonly string[] } | null;
  readonly measuring: MeasuringPhase;
  /** Why measuring ended before its time; null where it did not. */
  readonly fault: EngineFault | null;
  /** Pictures that could not be looked at. */
  readonly unreadable: readonly { readonly picture: number; readonly reason: string }[];
  readonly vocRule: 'voc11' | 'allPoints';
  readonly errors: PictureErrorOptions;
  readonly evaluated: Evaluated | null;
}

export type QualityStore = ReturnType<typeof createQualityStore>;

/** What is forgotten with the set. */
export const nothingMeasured = {
  byHand: {},
  detections: new Map(),
  measuredBy: null,
  measuring: { phase: 'idle' },
  fault: null,
  unreadable: [],
  evaluated: null,
} as const satisfies Partial<QualityState>;

export function createQualityStore() {
  return createStore<QualityState>()(() => ({
    ...nothingMeasured,
    open: { phase: 'none' },
    kept: [],
    labels: null,
    past: [],
    future: [],
    saving: 'saved',
    vocRule: 'allPoints',
    errors: { scoreThreshold: 0.3, iouThreshold: 0.5 },
  }));
}
