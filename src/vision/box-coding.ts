/**
 * Boxes as offsets from anchors, the numbers that a detector's regression head learns
 * (R-CNN, Girshick et al. 2014, https://arxiv.org/abs/1311.2524, appendix C; kept by Faster R-CNN and SSD):
 * the shift of the centre in sizes of the anchor and the logarithm of the change in size, each divided by a variance
 * that brings it to the order of 1.
 */
import type { Box } from './box.ts';
import { fromCentred, toCentred } from './box-formats.ts';

/** Offsets of a box from its anchor, without unit. */
export interface BoxDeltas {
  readonly dy: number;
  readonly dx: number;
  /** Logarithm of the ratio of heights, over its variance. */
  readonly dh: number;
  readonly dw: number;
}

/** What the centre's and the size's offsets are divided by. */
export interface BoxVariances {
  readonly center: number;
  readonly size: number;
}

/** Faster R-CNN's region proposals: offsets as they are. */
export const UNIT_VARIANCES: BoxVariances = { center: 1, size: 1 };

/** SSD's, and the second stage of Faster R-CNN. */
export const SSD_VARIANCES: BoxVariances = { center: 0.1, size: 0.2 };

/** A decoded side is at most this many times the anchor's: keeps an untrained head from overflowing, as in Detectron. */
const LARGEST_GROWTH = 1000 / 16;

/**
 * The offsets that turn an anchor into a box of the same unit. Both must have area; a box without height or width
 * gives an infinite offset.
 */
export function encodeBox(box: Box, anchor: Box, variances: BoxVariances = UNIT_VARIANCES): BoxDeltas {
  const target = toCentred(box);
  const reference = toCentred(anchor);
  return {
    dy: (target.centerY - reference.centerY) / reference.height / variances.center,
    dx: (target.centerX - reference.centerX) / reference.width / variances.center,
    dh: Math.log(target.height / reference.height) / variances.size,
    dw: Math.log(target.width / reference.width) / variances.size,
  };
}

/**
 * The box that offsets make of an anchor, in the anchor's unit: undoes `encodeBox`, except that no side grows more than
 * 62.5-fold.
 */
export function decodeBox({ dy, dx, dh, dw }: BoxDeltas, anchor: Box, variances: BoxVariances = UNIT_VARIANCES): Box {
  const reference = toCentred(anchor);
  return fromCentred({
    centerY: reference.centerY + dy * variances.center * reference.height,
    centerX: reference.centerX + dx * variances.center * reference.width,
    height: reference.height * Math.min(LARGEST_GROWTH, Math.exp(dh * variances.size)),
    width: reference.width * Math.min(LARGEST_GROWTH, Math.exp(dw * variances.size)),
  });
}
