import type { AnnotatedPicture, GroundTruth } from './annotated-picture.ts';
import type { Detection } from './detection.ts';

/** What the rules of a benchmark say of one detection. */
export interface DetectionMatch {
  /** Index into the picture's detections. */
  readonly detection: number;
  readonly score: number;
  /** Index into the picture's truths of the object that it was matched with, or null for none. */
  readonly truth: number | null;
  /** `ignored` counts neither for nor against: a crowd, a difficult object, another size group. */
  readonly verdict: 'truePositive' | 'falsePositive' | 'ignored';
}

/** The detections of one class in one picture against its objects of that class. */
export interface PictureMatches {
  /** By falling score. */
  readonly matches: readonly DetectionMatch[];
  /** How many objects were there to be found. */
  readonly truthCount: number;
  /** Indices of those that no detection found. */
  readonly missed: readonly number[];
}

/** A member of a list, with its place in that list. */
export interface Indexed<T> {
  readonly index: number;
  readonly value: T;
}

/** One class's detections of a picture, by falling score, the earlier first where equal. */
export function detectionsOfClass({ detections }: AnnotatedPicture, classIndex: number): readonly Indexed<Detection>[] {
  return ofClass(detections, classIndex).sort((a, b) => b.value.score - a.value.score);
}

export function truthsOfClass({ truths }: AnnotatedPicture, classIndex: number): readonly Indexed<GroundTruth>[] {
  return ofClass(truths, classIndex);
}

function ofClass<T extends { readonly classIndex: number }>(all: readonly T[], classIndex: number): Indexed<T>[] {
  return all.flatMap((value, index) => (value.classIndex === classIndex ? [{ index, value }] : []));
}
