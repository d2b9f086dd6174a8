/** What annotation files say about pictures, in the terms that all their formats share. */
import type { GroundTruth } from '#vision/annotated-picture.ts';
import type { Box, Size } from '#vision/box.ts';

export type AnnotationFormat = 'coco' | 'voc' | 'yolo';

export const annotationFormatNames: Readonly<Record<AnnotationFormat, string>> = {
  coco: 'COCO JSON',
  voc: 'Pascal VOC XML',
  yolo: 'YOLO text',
};

/** Something that was left out or changed while reading, and why. */
export interface AnnotationNote {
  /** The file, and the place in it where there is one: `labels/1.txt, line 3`. */
  readonly where: string;
  /** A sentence. */
  readonly reason: string;
}

/** A box as a file gives it, before anything is made sure of. */
export interface WrittenBox {
  /** The place in the file: `annotation 17`, `object 2`, `line 3`. */
  readonly where: string;
  /** In pixels of the size that the file is about. */
  readonly box: Box;
  readonly className: string;
  readonly isCrowd?: boolean;
  readonly isDifficult?: boolean;
  /** In square pixels. */
  readonly area?: number;
}

/** A picture as a file speaks of it. */
export interface WrittenPicture {
  /** As the file names it: a path or a bare name, with its extension or, from a label's own name, without. */
  readonly names: readonly string[];
  /** What the file takes the picture's size to be; null where it does not say. */
  readonly size: Size | null;
  readonly boxes: readonly WrittenBox[];
}

/** A picture and what a person says is in it. */
export interface LabelledPicture {
  /** Where it lies in the set, with `/` between folders. */
  readonly path: string;
  /** In pixels, as it is shown. */
  readonly size: Size;
  /** In pixels of the picture. `classIndex` counts in the set's class names. */
  readonly truths: readonly GroundTruth[];
  /** Whether it was looked through: a picture without any boxes may hold nothing, or wait for them. */
  readonly isAnnotated: boolean;
}

/** Pictures with the names of the classes in them. */
export interface LabelledSet {
  readonly classNames: readonly string[];
  readonly pictures: readonly LabelledPicture[];
}
