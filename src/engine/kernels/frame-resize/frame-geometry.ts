/** How a frame comes to a network's input, and boxes back. Pixels are areas: the first one reaches from 0 to 1. */
import type { Size } from '#vision/box.ts';

export type PixelFit = 'stretch' | 'letterbox' | 'letterbox-top-left';

/** What a network wants of a picture. */
export interface NetworkInput extends Size {
  /** `letterbox` puts the frame in the middle, `letterbox-top-left` (YOLOX) in the corner. */
  readonly fit: PixelFit;
  /** What fills the rest of a letterbox, 0..255. */
  readonly fill: number;
  readonly channels: 'rgb' | 'bgr';
  /** `[1, height, width, 3]`, or `[1, 3, height, width]`. */
  readonly layout: 'nhwc' | 'nchw';
  /** A channel's value is pixel × factor + shift, pixels 0..255; in the order of `channels`. */
  readonly factor: readonly [number, number, number];
  readonly shift: readonly [number, number, number];
}

/** Where in the input the frame lies, in pixels of the input. */
export interface FramePlace {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

/** The frame's place in the input. A frame is never wider than the input by its fit, nor less than a pixel. */
export function placeOf(frame: Size, input: NetworkInput): FramePlace {
  if (input.fit === 'stretch') return { top: 0, left: 0, height: input.height, width: input.width };
  const scale = Math.min(input.height / frame.height, input.width / frame.width);
  const height = Math.max(1, Math.round(frame.height * scale));
  const width = Math.max(1, Math.round(frame.width * scale));
  if (input.fit === 'letterbox-top-left') return { top: 0, left: 0, height, width };
  return { top: Math.floor((input.height - height) / 2), left: Math.floor((input.width - width) / 2), height, width };
}

/** How many pixels along an axis are averaged into one: more than one where the frame is made smaller. */
export function tapsAlong(from: number, to: number): number {
  return Math.min(MOST_TAPS, Math.max(1, Math.ceil(from / to)));
}

/** Enough for a photograph of 8,192 pixels at an input of 512. */
const MOST_TAPS = 16;
