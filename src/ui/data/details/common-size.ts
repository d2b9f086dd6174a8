/** The size that all pictures have, where they have one: then no resizing is needed. */
import type { PictureSettings } from '#data/picture-settings.ts';
import { largestTargetSide } from '#data/picture-settings.ts';
import type { SampleColumns } from '#protocol/library.ts';

type CommonSize = Pick<PictureSettings, 'height' | 'width' | 'channels'>;

/** Null for pictures of several sizes, for none and for ones too large to train on. Gray only where all are. */
export function commonSize({ widths, heights, channels }: SampleColumns): CommonSize | null {
  const width = widths[0] ?? 0;
  const height = heights[0] ?? 0;
  if (width === 0 || height === 0 || Math.max(width, height) > largestTargetSide) return null;
  if (!widths.every((each) => each === width) || !heights.every((each) => each === height)) return null;
  return { width, height, channels: channels.every((each) => each === 1 || each === 2) ? 1 : 3 };
}
