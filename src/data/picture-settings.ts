/** How pictures of any size become a data set of one size. */

/**
 * `stretch`: to the target size, whatever the shape, as Keras's `load_img` does.
 * `crop`: the largest centred part of the target's aspect ratio, as Keras's `crop_to_aspect_ratio`.
 * `letterbox`: the whole picture, centred, with black bars, as Keras's `pad_to_aspect_ratio`.
 */
export const fitModes = ['stretch', 'crop', 'letterbox'] as const;
export type FitMode = (typeof fitModes)[number];

export interface PictureSettings {
  /** The size that every picture is brought to, in pixels. */
  readonly height: number;
  readonly width: number;
  /** 1: grayscale. 3: RGB. */
  readonly channels: 1 | 3;
  readonly fit: FitMode;
}

export const largestTargetSide = 1024;

export const defaultPictureSettings: PictureSettings = { height: 96, width: 96, channels: 3, fit: 'stretch' };
