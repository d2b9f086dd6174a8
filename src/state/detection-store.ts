/** What the Detect workspace shows: the detectors, the one in use, the options, and what it found in the last frame. */
import { createStore } from 'zustand/vanilla';
import type { DetectionOptions, DetectorInfo, FrameDetections } from '#protocol/detection.ts';
import type { EngineFault } from '#protocol/engine.ts';

export const embeddedDetector = 'center-net';

export type DetectorPhase =
  | { readonly phase: 'none' }
  | { readonly phase: 'loading'; readonly id: string }
  | { readonly phase: 'ready'; readonly info: DetectorInfo }
  | { readonly phase: 'failed'; readonly id: string; readonly fault: EngineFault };

export interface DetectionState {
  /** Empty until they were asked for. */
  readonly detectors: readonly DetectorInfo[];
  /** The one that is chosen, whether or not it is loaded. */
  readonly chosen: string;
  readonly detector: DetectorPhase;
  readonly options: DetectionOptions;
  /** What the detector found in the last frame of the source at hand; null before the first. */
  readonly found: FrameDetections | null;
  /** How often `found` is of a new frame, not the same one with other options. */
  readonly frameCount: number;
  /** Frames a second over the last few; null until there are two. */
  readonly framesPerSecond: number | null;
  /** Why the last frame could not be looked at; null where it could. */
  readonly fault: EngineFault | null;
}

export type DetectionStore = ReturnType<typeof createDetectionStore>;

export function createDetectionStore() {
  return createStore<DetectionState>()(() => ({
    detectors: [],
    chosen: embeddedDetector,
    detector: { phase: 'none' },
    options: {
      method: { type: 'hard', iouThreshold: 0.45 },
      scoreThreshold: 0.3,
      topK: 20,
      isClasswise: true,
      classes: null,
    },
    found: null,
    frameCount: 0,
    framesPerSecond: null,
    fault: null,
  }));
}
