/**
 * Pictures of any size brought to a data set's size, as Keras's `load_img` does it with `interpolation='bilinear'`
 * (keras/src/utils/image_utils.py, `smart_resize`): Pillow's bilinear filter, which widens when it shrinks, over the whole
 * picture, over its centred part, or over the picture with bars around it.
 */
import type { FitMode, PictureSettings } from './picture-settings.ts';
import { type Taps, tapsAlong } from './resample.ts';
import { luma, type RgbaPicture } from './rgba.ts';

/** A part of a picture in its pixels; one that reaches beyond the picture is black there. */
interface Region {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** What of the picture is resized to the target, with Keras's rounding. */
export function fittedRegion({ width, height }: Size, target: Size, fit: FitMode): Region {
  const widthForHeight = Math.trunc((height * target.width) / target.height);
  const heightForWidth = Math.trunc((width * target.height) / target.width);
  const region = {
    stretch: { width, height },
    crop: {
      width: Math.max(1, Math.min(width, widthForHeight)),
      height: Math.max(1, Math.min(height, heightForWidth)),
    },
    letterbox: { width: Math.max(width, widthForHeight), height: Math.max(height, heightForWidth) },
  }[fit];
  const start = (size: number, part: number) =>
    part > size ? -Math.trunc((part - size) / 2) : Math.trunc((size - part) / 2);
  return { ...region, left: start(width, region.width), top: start(height, region.height) };
}

/** The taps of the region's axis that lie in the picture, in the picture's own coordinates. */
function tapsWithin(start: number, length: number, size: number, outputSize: number): readonly Taps[] {
  return tapsAlong(length, outputSize).map(({ first, weights }) => {
    const from = Math.max(0, -(first + start));
    const to = Math.max(from, Math.min(weights.length, size - first - start));
    return { first: first + start + from, weights: weights.slice(from, to) };
  });
}

/**
 * The picture as `[height, width, channels]` bytes, 0..255: grey by Rec. 601 luma where there is one channel. Alpha is
 * taken as laid over white, as a page shows it; Keras's `convert('RGB')` would show whatever colour hides under it.
 */
export function fitPicture(picture: RgbaPicture, settings: PictureSettings): Uint8Array {
  const { width, height, channels, fit } = settings;
  const region = fittedRegion(picture, settings, fit);
  const columns = tapsWithin(region.left, region.width, picture.width, width);
  const rows = tapsWithin(region.top, region.height, picture.height, height);
  const sums = new Float32Array(height * width * channels);
  const line = new Float32Array(width * channels);
  // From the source's rows to the target's, so that each source row is read and narrowed once.
  for (const [sourceRow, uses] of usesByRow(rows)) {
    narrowRow(picture, sourceRow, columns, channels, line);
    for (const { row, weight } of uses) {
      const start = row * line.length;
      for (let place = 0; place < line.length; place++) {
        sums[start + place] = (sums[start + place] as number) + weight * (line[place] as number);
      }
    }
  }
  const pixels = new Uint8Array(sums.length);
  for (let place = 0; place < sums.length; place++) pixels[place] = Math.min(255, Math.round(sums[place] as number));
  return pixels;
}

interface RowUse {
  readonly row: number;
  readonly weight: number;
}

/** For each source row that any target row reads: which do, and with what weight. */
function usesByRow(rows: readonly Taps[]): ReadonlyMap<number, readonly RowUse[]> {
  const uses = new Map<number, RowUse[]>();
  for (const [row, { first, weights }] of rows.entries()) {
    for (const [tap, weight] of weights.entries()) {
      const known = uses.get(first + tap);
      if (known) known.push({ row, weight });
      else uses.set(first + tap, [{ row, weight }]);
    }
  }
  return uses;
}

/** One row of the picture, resized to `line.length / channels` columns. */
function narrowRow(
  { width, rgba }: RgbaPicture,
  row: number,
  columns: readonly Taps[],
  channels: 1 | 3,
  line: Float32Array,
): void {
  for (let column = 0; column < columns.length; column++) {
    const { first, weights } = columns[column] as Taps;
    let red = 0;
    let green = 0;
    let blue = 0;
    for (let tap = 0; tap < weights.length; tap++) {
      const place = (row * width + first + tap) * 4;
      const alpha = (rgba[place + 3] as number) / 255;
      const weight = (weights[tap] as number) * alpha;
      const white = 255 * ((weights[tap] as number) - weight);
      red += weight * (rgba[place] as number) + white;
      green += weight * (rgba[place + 1] as number) + white;
      blue += weight * (rgba[place + 2] as number) + white;
    }
    if (channels === 1) line[column] = luma(red, green, blue);
    else {
      line[column * 3] = red;
      line[column * 3 + 1] = green;
      line[column * 3 + 2] = blue;
    }
  }
}
