/**
 * Pictures with annotations: opened, measured against, drawn and kept. One set is open at a time; its pictures are read from
 * where they lie when they are asked for, and never lie in memory together. Boxes are in pixels of the picture as it is
 * shown.
 */
import type { AnnotationFormat, AnnotationNote, LabelledSet } from '#formats/annotations/annotation.ts';
import type { AnnotatedPicture } from '#vision/annotated-picture.ts';
import type { CocoEvaluation, VocEvaluation } from '#vision/average-precision.ts';
import type { Detection } from '#vision/detection.ts';
import type { PictureErrorOptions, WrongDetection } from '#vision/picture-errors.ts';
import type { DetectionOptions } from './detection.ts';
import type { SourceEntry } from './library.ts';

export interface PictureSet {
  /** Follows from the paths and sizes of the pictures: the same folder, opened again, is the same set. */
  readonly id: string;
  readonly name: string;
  /** What the annotations were read from; null where there were none. */
  readonly format: AnnotationFormat | null;
  /** What the files say. */
  readonly labels: LabelledSet;
  /** What a person made of it in this browser; null where nothing was drawn yet. */
  readonly drawn: LabelledSet | null;
  /** What was left out or changed, and why. */
  readonly notes: readonly AnnotationNote[];
}

/** A set that was drawn in, as it is listed. */
export interface KeptSet {
  readonly id: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
  readonly pictureCount: number;
  readonly boxCount: number;
  /** Whether its pictures are kept too; otherwise they have to be opened again. */
  readonly hasPictures: boolean;
}

export interface QualityRequest {
  /** `classIndex` counts in the detector's classes on both sides. */
  readonly pictures: readonly AnnotatedPicture[];
  readonly vocRule: 'voc11' | 'allPoints';
  readonly errors: PictureErrorOptions;
}

/** One picture's errors; the place is that in the request. */
export interface PictureFaults {
  readonly picture: number;
  readonly wrong: readonly WrongDetection[];
  /** Indices into the picture's truths. */
  readonly missed: readonly number[];
}

export interface QualityReport {
  /** Curves are thinned to what a screen can show. */
  readonly coco: CocoEvaluation;
  readonly voc: VocEvaluation;
  /** The pictures with any errors, most first. */
  readonly faults: readonly PictureFaults[];
}

export interface QualityEngine {
  /**
   * Opens pictures with whatever annotations lie among the files; zips are looked into. The set before is let go. Rejects with
   * `no-pictures` where there are none; what cannot be read of the rest is in the notes.
   */
  open(entries: readonly SourceEntry[], name: string): Promise<PictureSet>;

  /** Opens a set that was drawn in and whose pictures are kept. Rejects with `set-gone`. */
  reopen(id: string): Promise<PictureSet>;

  /** Every set that was drawn in, the latest first. */
  kept(): Promise<readonly KeptSet[]>;

  /** Forgets what was drawn in a set, and the copies of its pictures. */
  forget(id: string): Promise<void>;

  /** What the detector in use finds in a picture of the open set. Rejects with `set-gone`, `picture-unreadable`, or as detection does. */
  detect(set: string, picture: number, options: DetectionOptions): Promise<readonly Detection[]>;

  /** A picture to show, no side longer than this many pixels. Rejects with `set-gone` or `picture-unreadable`. */
  picture(set: string, picture: number, longestSide: number): Promise<ImageBitmap>;

  evaluate(request: QualityRequest): Promise<QualityReport>;

  /** A part of the report by another rule, in a fortieth of the time. */
  evaluateVoc(request: Pick<QualityRequest, 'pictures' | 'vocRule'>): Promise<VocEvaluation>;
  findFaults(request: Pick<QualityRequest, 'pictures' | 'errors'>): Promise<readonly PictureFaults[]>;

  /**
   * Keeps what was drawn in the open set between visits, and at the first time copies of its pictures where they fit.
   * Rejects with `storage-refused` or `storage-full`.
   */
  save(set: string, drawn: LabelledSet): Promise<void>;

  /** The annotations as a JSON file or a zip. */
  exportLabels(labels: LabelledSet, format: AnnotationFormat): Promise<Blob>;
}
