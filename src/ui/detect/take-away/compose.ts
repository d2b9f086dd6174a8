/** The picture on show with its boxes, on one canvas, at the picture's own size: what a snapshot and a recording hold. */
import type { FrameDetections } from '#protocol/detection.ts';
import type { ShownMedia } from '../sources/source.ts';
import { drawBoxes } from '../stage/draw-boxes.ts';
import type { ShownBox } from '../stage/shown-boxes.ts';

/** Boxes are drawn as on a picture of this width, larger on larger ones. */
const usualWidth = 800;

export interface Composition {
  readonly media: ShownMedia;
  readonly found: FrameDetections | null;
  readonly boxes: readonly ShownBox[];
  readonly classNames: readonly string[];
  readonly showIds: boolean;
  readonly showTrails: boolean;
}

/** Makes the canvas as large as the picture and draws all of it anew. Draws nothing while the media shows nothing. */
export function compose(context: CanvasRenderingContext2D, composition: Composition): void {
  const { media, found, boxes, ...rest } = composition;
  const { element, isMirrored } = media;
  const [width, height] =
    element instanceof HTMLVideoElement ? [element.videoWidth, element.videoHeight] : [element.width, element.height];
  if (width === 0 || height === 0) return;
  const { canvas } = context;
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  context.save();
  if (isMirrored) context.setTransform(-1, 0, 0, 1, width, 0);
  context.drawImage(element, 0, 0, width, height);
  context.restore();
  if (!found) return;
  drawBoxes(context, boxes, { ...rest, frame: found.frame, isMirrored, scale: Math.max(1, width / usualWidth) });
}
