/** How every form of a product ends: bias and activation on four sums of a row, written where they exist. */
import { activationCode, type FusedActivation } from '../activation.ts';
import { loadVector } from '../vector-access.ts';

export type ProductEnd = {
  readonly bias: boolean;
  readonly activation: FusedActivation;
};

/**
 * WGSL for `fn store(slice : i32, row : i32, column : i32, sum : vec4<f32>)`. `column` divides by four and may lie outside
 * as a whole, and so may the row. A slice is one of the result's matrices, or a partial sum of one.
 */
export function storeCode({ bias, activation }: ProductEnd, rows: string, columns: number): string {
  const isWhole = columns % 4 === 0;
  const offset = isWhole ? 'bias[column / 4]' : 'loadBias(column, column)';
  return `
  ${bias && !isWhole ? loadVector('loadBias', 'bias', columns) : ''}
  ${activationCode(activation)}
  fn store(slice : i32, row : i32, column : i32, sum : vec4<f32>) {
    if ((row >= ${rows}) | (column >= ${columns})) { return; }
    let at = (slice * ${rows} + row) * ${columns} + column;
    let value = activation(sum${bias ? ` + ${offset}` : ''});
    ${
      isWhole
        ? 'result[at / 4] = value;'
        : `for (var lane = 0; lane < min(4, ${columns} - column); lane++) { result[at + lane] = value[lane]; }`
    }
  }`;
}
