import type { Picture, PictureKind } from '#protocol/engine.ts';

/** Where a picture to predict comes from. It is taken when the engine is free, so that it is the newest. */
export interface PictureSource {
  readonly kind: PictureKind;
  take(): Picture;
}

/** The canvas's own pixels. */
export function takeCanvas(context: CanvasRenderingContext2D): Picture {
  const { width, height } = context.canvas;
  return { width, height, rgba: context.getImageData(0, 0, width, height).data };
}
