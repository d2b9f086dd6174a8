import type { Box } from './box.ts';

/** A box that a detector proposes, before or after suppression. */
export interface Detection {
  readonly box: Box;
  /** Confidence, 0..1. */
  readonly score: number;
  /** Index into the detector's list of class names. */
  readonly classIndex: number;
}

/** The most boxes that are shown of one picture: as many as COCO's rules count. */
export const MOST_DETECTIONS = 100;
