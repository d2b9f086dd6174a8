/**
 * CenterNet (Zhou et al. 2019, https://arxiv.org/abs/1904.07850): a heat map by class whose peaks are the centres of
 * objects, and at each cell the distances from there to the four sides. A peak is a cell that none of its eight
 * neighbours exceeds, which is what takes the place of suppression in the paper.
 *
 * Outputs: heat map `[1, rows, columns, classes]`, 0..1, and sides `[1, rows, columns, 4]` in pixels of the input:
 * left, top, right, bottom.
 */
import type { TensorInfo } from '@tensorflow/tfjs';
import type { Size } from '#vision/box.ts';
import { CANDIDATE_FLOOR } from '../../kernels/top-candidates/top-candidates.ts';
import type { Head, OutputValues } from './head.ts';

interface Map extends Size {
  readonly classes: number;
  /** Pixels of the input between two cells. */
  readonly strideY: number;
  readonly strideX: number;
}

function mapOf({ shape }: Pick<TensorInfo, 'shape'> | OutputValues, input: Size): Map {
  const [, height = 1, width = 1, classes = 1] = shape;
  return { height, width, classes, strideY: input.height / height, strideX: input.width / width };
}

export const centerNetHead: Head = {
  onGpu: ([heat, sides], input) => {
    if (!heat || !sides) throw new Error('A CenterNet gives a heat map and sides.');
    const { height, width, classes, strideY, strideX } = mapOf(heat, input);
    return {
      name: 'center-net',
      parameters: { height, width, classes, strideY, strideX },
      inputs: [
        { name: 'heat', tensor: heat, components: 1 },
        { name: 'sides', tensor: sides, components: 1 },
      ],
      count: height * width * classes,
      code: `
      fn scoreAt(place : i32) -> f32 {
        let score = heat[place];
        if (score < ${CANDIDATE_FLOOR}) { return 0.0; }
        let cell = place / ${classes};
        let row = cell / ${width};
        let column = cell % ${width};
        for (var y = max(0, row - 1); y <= min(${height - 1}, row + 1); y++) {
          for (var x = max(0, column - 1); x <= min(${width - 1}, column + 1); x++) {
            if (heat[(y * ${width} + x) * ${classes} + place % ${classes}] > score) { return 0.0; }
          }
        }
        return score;
      }
      fn classAt(place : i32) -> i32 { return place % ${classes}; }
      fn boxAt(place : i32) -> vec4<f32> {
        let cell = place / ${classes};
        let y = f32(cell / ${width}) * ${strideY};
        let x = f32(cell % ${width}) * ${strideX};
        let at = cell * 4;
        return vec4<f32>(y - sides[at + 1], x - sides[at], y + sides[at + 3], x + sides[at + 2]);
      }`,
    };
  },

  inMemory: ([heat, sides], input) => {
    if (!heat || !sides) throw new Error('A CenterNet gives a heat map and sides.');
    const { height, width, classes, strideY, strideX } = mapOf(heat, input);
    const cellOf = (place: number) => Math.floor(place / classes);
    return {
      count: height * width * classes,
      scoreAt: (place) => {
        const score = heat.values[place] ?? 0;
        if (score < CANDIDATE_FLOOR) return 0;
        const row = Math.floor(cellOf(place) / width);
        const column = cellOf(place) % width;
        for (let y = Math.max(0, row - 1); y <= Math.min(height - 1, row + 1); y++) {
          for (let x = Math.max(0, column - 1); x <= Math.min(width - 1, column + 1); x++) {
            if ((heat.values[(y * width + x) * classes + (place % classes)] ?? 0) > score) return 0;
          }
        }
        return score;
      },
      classAt: (place) => place % classes,
      boxAt: (place) => {
        const y = Math.floor(cellOf(place) / width) * strideY;
        const x = (cellOf(place) % width) * strideX;
        const [left = 0, top = 0, right = 0, bottom = 0] = [0, 1, 2, 3].map(
          (side) => sides.values[cellOf(place) * 4 + side],
        );
        return { y1: y - top, x1: x - left, y2: y + bottom, x2: x + right };
      },
    };
  },
};
