/**
 * The layouts that other programs keep boxes in, to and from the one of `box.ts`:
 *
 * - centre and size, in any unit: what box coding and anchors compute with;
 * - COCO: `[x, y, width, height]` in pixels, x and y the top left corner;
 * - YOLO text files: `[x, y, width, height]` in 0..1 of the picture, x and y the centre;
 * - packed: `[count, 4]` numbers y1, x1, y2, x2 in a row, what a tensor of boxes holds.
 */
import { assert } from '#base/assert.ts';
import { type Box, normalizeBox, type Size, scaleBox } from './box.ts';

export interface CentredBox {
  readonly centerY: number;
  readonly centerX: number;
  readonly height: number;
  readonly width: number;
}

/** `[x, y, width, height]`; what x and y are is the format's to say. */
export type Xywh = readonly [x: number, y: number, width: number, height: number];

export function toCentred({ y1, x1, y2, x2 }: Box): CentredBox {
  return { centerY: (y1 + y2) / 2, centerX: (x1 + x2) / 2, height: y2 - y1, width: x2 - x1 };
}

export function fromCentred({ centerY, centerX, height, width }: CentredBox): Box {
  return {
    y1: centerY - height / 2,
    x1: centerX - width / 2,
    y2: centerY + height / 2,
    x2: centerX + width / 2,
  };
}

/** A box in pixels as COCO's annotation files write it. */
export function toCoco({ y1, x1, y2, x2 }: Box): Xywh {
  return [x1, y1, x2 - x1, y2 - y1];
}

/** COCO's `bbox` as a box in pixels. */
export function fromCoco([x, y, width, height]: Xywh): Box {
  return { y1: y, x1: x, y2: y + height, x2: x + width };
}

/** A box in pixels of a picture as YOLO's text files write it, without the class in front. */
export function toYolo(box: Box, picture: Size): Xywh {
  const { centerY, centerX, height, width } = toCentred(normalizeBox(box, picture));
  return [centerX, centerY, width, height];
}

/** A row of a YOLO text file, without its class, as a box in pixels of the picture. */
export function fromYolo([centerX, centerY, width, height]: Xywh, picture: Size): Box {
  return scaleBox(fromCentred({ centerY, centerX, height, width }), picture);
}

/** Boxes as `[count, 4]` numbers y1, x1, y2, x2, ready for a tensor. */
export function packBoxes(boxes: readonly Box[]): Float32Array {
  return Float32Array.from(boxes.flatMap(({ y1, x1, y2, x2 }) => [y1, x1, y2, x2]));
}

/** Boxes from `[count, 4]` numbers y1, x1, y2, x2. Throws where the length is no multiple of four. */
export function unpackBoxes(packed: ArrayLike<number>): readonly Box[] {
  assert(packed.length % 4 === 0, `packed boxes hold four numbers each; received ${packed.length} numbers`);
  return Array.from({ length: packed.length / 4 }, (_, index) => {
    const [y1, x1, y2, x2] = [0, 1, 2, 3].map((offset) => packed[index * 4 + offset] ?? Number.NaN) as [
      number,
      number,
      number,
      number,
    ];
    return { y1, x1, y2, x2 };
  });
}
