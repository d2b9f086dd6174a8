import type { Box } from './box.ts';

/** A box that a detector proposes, before or after suppression. */
export interface Detection {
  readonly box: Box;
  /** Confidence, 0..1. */
  readonly score: number;
  /** Index into the detector's list of class names. */
  readonly classIndex: number;
}
