/** Drawing by keyboard: a pen on a grid, moved by the arrow keys, lowered and raised by Space. */
import { clamp } from '#base/math.ts';
import { padCells } from './ink.ts';

export interface Pen {
  readonly column: number;
  readonly row: number;
  readonly isDown: boolean;
}

export const startingPen: Pen = { column: padCells / 2, row: padCells / 2, isDown: false };

const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Where the pen is after a key; null for keys that are none of its business. Shift moves four cells at once. */
export function movePen(pen: Pen, key: string, isShift: boolean): Pen | null {
  if (key === ' ') return { ...pen, isDown: !pen.isDown };
  const direction = directions[key];
  if (!direction) return null;
  const distance = isShift ? 4 : 1;
  return {
    ...pen,
    column: clamp(pen.column + distance * direction[0], 0, padCells - 1),
    row: clamp(pen.row + distance * direction[1], 0, padCells - 1),
  };
}

/** `Column 12, row 5, pen down`, counted from one. */
export function describePen({ column, row, isDown }: Pen): string {
  return `Column ${column + 1}, row ${row + 1}, pen ${isDown ? 'down' : 'up'}`;
}
