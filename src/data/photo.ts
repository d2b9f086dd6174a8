/** Makes a photo fit a network's input: stretched to its size, and in its kind of colour. */
import { borderValue } from './border.ts';
import { resample } from './resample.ts';
import { planeOf, type RgbaPicture } from './rgba.ts';

export interface PhotoTarget {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  /** Whether the network was trained on light ink on a dark ground, so that a light ground must be turned dark. */
  readonly isLightOnDark: boolean;
}

/** The photo as `[height, width, channels]` bytes, 0..255. Transparent parts count as white. */
export function fitPhoto(photo: RgbaPicture, { width, height, channels, isLightOnDark }: PhotoTarget): Uint8Array {
  const plane = resample(planeOf(photo, channels, 255), width, height);
  const isInverted = isLightOnDark && channels === 1 && borderValue(plane) > 127.5;
  return Uint8Array.from(plane.values, (value) => Math.round(isInverted ? 255 - value : value));
}
