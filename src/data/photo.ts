/** Makes a photo fit a network's input: brought to its size as its data set's pictures were, and in its kind of colour. */
import { borderValue } from './border.ts';
import { fitPicture } from './fit-picture.ts';
import type { PictureSettings } from './picture-settings.ts';
import type { RgbaPicture } from './rgba.ts';

export interface PhotoTarget extends PictureSettings {
  /** Whether the network was trained on light ink on a dark ground, so that a light ground must be turned dark. */
  readonly isLightOnDark: boolean;
}

/** The photo as `[height, width, channels]` bytes, 0..255. Transparent parts count as white. */
export function fitPhoto(photo: RgbaPicture, { isLightOnDark, ...settings }: PhotoTarget): Uint8Array {
  if (!isLightOnDark || settings.channels !== 1) return fitPicture(photo, settings);
  // The bars of a letterbox say nothing about the photo's ground.
  const { width, height } = settings;
  const whole = fitPicture(photo, { ...settings, fit: settings.fit === 'letterbox' ? 'stretch' : settings.fit });
  const isLight = borderValue({ width, height, channels: 1, values: Float32Array.from(whole) }) > 127.5;
  return fitPicture(isLight ? negative(photo) : photo, settings);
}

/** Light where it was dark; what is transparent counts as white, and becomes black. */
function negative({ width, height, rgba }: RgbaPicture): RgbaPicture {
  const turned = new Uint8ClampedArray(rgba.length);
  for (let place = 0; place < rgba.length; place += 4) {
    const alpha = (rgba[place + 3] as number) / 255;
    for (let channel = 0; channel < 3; channel++) {
      turned[place + channel] = alpha * (255 - (rgba[place + channel] as number));
    }
    turned[place + 3] = 255;
  }
  return { width, height, rgba: turned };
}
