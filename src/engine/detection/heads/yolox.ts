/**
 * YOLOX (Ge et al. 2021, https://arxiv.org/abs/2107.08430), as its export gives it: one output
 * `[1, cells, 5 + classes]`, the cells of strides 8, 16 and 32 one grid after the other by rows. Of each cell: the
 * centre as cells from its corner, the logarithm of the size in cells, objectness and class scores, 0..1.
 * A candidate's score is objectness × its best class's.
 */

import type { Size } from '#vision/box.ts';
import { fromCentred } from '#vision/box-formats.ts';
import { bestClass } from './best-class.ts';
import { inMemoryOnly } from './in-memory-only.ts';

const strides = [8, 16, 32] as const;

interface Cell {
  readonly row: number;
  readonly column: number;
  readonly stride: number;
}

function cellAt(place: number, input: Size): Cell {
  let left = place;
  for (const stride of strides) {
    const columns = Math.floor(input.width / stride);
    const count = Math.floor(input.height / stride) * columns;
    if (left < count) return { row: Math.floor(left / columns), column: left % columns, stride };
    left -= count;
  }
  return { row: 0, column: 0, stride: 0 };
}

/** How many cells a network of this input has; its export has as many rows. */
export function yoloxCells({ height, width }: Size): number {
  return strides.reduce((sum, stride) => sum + Math.floor(height / stride) * Math.floor(width / stride), 0);
}

export const yoloxHead = inMemoryOnly(([output], input) => {
  if (!output) throw new Error('A YOLOX gives one output.');
  const { values } = output;
  const [, count = 1, numbers = 6] = output.shape;
  const classes = numbers - 5;
  const bestAt = (place: number) => bestClass(values, place * numbers + 5, 1, classes);
  return {
    count,
    scoreAt: (place) => {
      const objectness = values[place * numbers + 4] ?? 0;
      // Most cells see nothing, and need no look at their classes.
      return objectness < 0.01 ? 0 : objectness * (values[place * numbers + 5 + bestAt(place)] ?? 0);
    },
    classAt: bestAt,
    boxAt: (place) => {
      const { row, column, stride } = cellAt(place, input);
      const [x = 0, y = 0, width = 0, height = 0] = [0, 1, 2, 3].map((number) => values[place * numbers + number]);
      return fromCentred({
        centerY: (y + row) * stride,
        centerX: (x + column) * stride,
        height: Math.exp(height) * stride,
        width: Math.exp(width) * stride,
      });
    },
  };
});
