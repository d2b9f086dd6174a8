/** Drawing with a thick round pen: white on black, as the digits of MNIST are. */

/** Pixels along a side of the drawing. */
export const padSize = 280;
/** Cells along a side for drawing by keyboard; MNIST's own resolution. */
export const padCells = 28;

/** About the stroke of MNIST's digits, 2 to 3 of 28 pixels. */
const penWidth = 22;

export interface Point {
  readonly x: number;
  readonly y: number;
}

export function clearPad(context: CanvasRenderingContext2D): void {
  context.fillStyle = '#000';
  context.fillRect(0, 0, padSize, padSize);
}

/** Draws from point to point; two equal points make a dot. */
export function drawStroke(context: CanvasRenderingContext2D, points: readonly Point[]): void {
  const [first, ...rest] = points;
  if (!first) return;
  context.strokeStyle = '#fff';
  context.lineWidth = penWidth;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.beginPath();
  context.moveTo(first.x, first.y);
  if (rest.length === 0) context.lineTo(first.x, first.y);
  for (const { x, y } of rest) context.lineTo(x, y);
  context.stroke();
}

/** The middle of a cell of the keyboard's grid. */
export function cellCentre(column: number, row: number): Point {
  const cell = padSize / padCells;
  return { x: (column + 0.5) * cell, y: (row + 0.5) * cell };
}
