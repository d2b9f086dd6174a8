/** Draws boxes with their labels onto a canvas: readable over any picture, by a light line within a dark one. */
import { formatPercent } from '#base/format.ts';
import type { Size } from '#vision/box.ts';
import { classColor } from './class-colors.ts';
import type { ShownBox } from './shown-boxes.ts';

export interface DrawOptions {
  readonly frame: Size;
  readonly classNames: readonly string[];
  /** The picture is shown mirrored: boxes are, their labels are not. */
  readonly isMirrored: boolean;
  readonly showIds: boolean;
  readonly showTrails: boolean;
  /** Sizes of lines and letters, 1 for a canvas shown at one canvas pixel a CSS pixel. */
  readonly scale: number;
}

const halo = 'rgb(0 0 0 / 0.65)';

/** Fills the canvas as it is: whoever wants it empty clears it before. */
export function drawBoxes(
  context: CanvasRenderingContext2D,
  boxes: readonly ShownBox[],
  { frame, classNames, isMirrored, showIds, showTrails, scale }: DrawOptions,
): void {
  const { width, height } = context.canvas;
  const toX = (x: number) => ((isMirrored ? frame.width - x : x) / frame.width) * width;
  const toY = (y: number) => (y / frame.height) * height;
  const line = 2 * scale;
  context.font = `600 ${12 * scale}px "Inter Variable", system-ui, sans-serif`;
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  // The best last, so that its label lies on top of others at the same place.
  for (const { track, box, opacity } of boxes.toSorted((a, b) => a.track.score - b.track.score)) {
    const color = classColor(track.classIndex);
    context.globalAlpha = opacity;
    if (showTrails && track.trail.length > 1) {
      const path = new Path2D();
      for (const { y, x } of track.trail) path.lineTo(toX(x), toY(y));
      stroke(context, path, color.line, line);
    }
    const left = Math.min(toX(box.x1), toX(box.x2));
    const right = Math.max(toX(box.x1), toX(box.x2));
    const [top, bottom] = [toY(box.y1), toY(box.y2)];
    const outline = new Path2D();
    outline.rect(left, top, right - left, bottom - top);
    stroke(context, outline, color.line, line);

    const name = classNames[track.classIndex] ?? `class ${track.classIndex}`;
    const label = `${name} ${formatPercent(track.score, 0)}${showIds ? ` #${track.id}` : ''}`;
    const tagHeight = 18 * scale;
    const tagWidth = context.measureText(label).width + 10 * scale;
    // Above the box where there is room, else within it; never beyond the picture's edges.
    const tagTop = top >= tagHeight ? top - tagHeight : top;
    const tagLeft = Math.max(0, Math.min(left - line / 2, width - tagWidth));
    context.fillStyle = halo;
    context.fillRect(tagLeft - scale, tagTop - scale, tagWidth + 2 * scale, tagHeight + 2 * scale);
    context.fillStyle = color.line;
    context.fillRect(tagLeft, tagTop, tagWidth, tagHeight);
    context.fillStyle = color.ink;
    context.fillText(label, tagLeft + 5 * scale, tagTop + tagHeight / 2 + scale / 2);
  }
  context.globalAlpha = 1;
}

function stroke(context: CanvasRenderingContext2D, path: Path2D, color: string, width: number): void {
  context.strokeStyle = halo;
  context.lineWidth = width * 2;
  context.stroke(path);
  context.strokeStyle = color;
  context.lineWidth = width;
  context.stroke(path);
}
