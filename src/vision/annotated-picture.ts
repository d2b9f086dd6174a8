import type { Box } from './box.ts';
import type { Detection } from './detection.ts';

/** An object that a person marked in a picture. */
export interface GroundTruth {
  readonly box: Box;
  readonly classIndex: number;
  /** COCO: a region with many objects of the class. Detections inside it count neither for nor against. */
  readonly isCrowd?: boolean;
  /** VOC: an object that need not be found. Detections of it count neither for nor against. */
  readonly isDifficult?: boolean;
  /** Pixels the object covers, where that is known; by default those of its box. Decides COCO's size groups. */
  readonly area?: number;
}

/** A picture with what is in it and what a detector says is in it; boxes in pixels where areas matter. */
export interface AnnotatedPicture {
  readonly name: string;
  readonly truths: readonly GroundTruth[];
  readonly detections: readonly Detection[];
}
