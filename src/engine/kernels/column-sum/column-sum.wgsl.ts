/**
 * Sums the columns of a matrix [rows, columns]. Each invocation adds one vector of columns over a part of the rows;
 * with more than one part the partial sums lie one behind the other.
 */
import type { KernelTemplate } from '../run-kernel.ts';

export type ColumnSumParameters = {
  readonly columns: number;
  readonly components: 1 | 4;
  readonly parts: number;
};

function code({ columns, components, parts }: ColumnSumParameters): string {
  const width = columns / components;
  const type = components === 4 ? 'vec4<f32>' : 'f32';
  return `
  fn main(cell : i32) {
    if (cell >= ${width * parts}) { return; }
    let part = cell / ${width};
    let column = cell % ${width};
    let begin = uniforms.rows * part / ${parts};
    let end = uniforms.rows * (part + 1) / ${parts};
    // Four sums at once break the chain of dependent additions and lose less to rounding.
    var a = ${type}(0.0);
    var b = ${type}(0.0);
    var c = ${type}(0.0);
    var d = ${type}(0.0);
    var at = begin * ${width} + column;
    var row = begin;
    for (; row + 4 <= end; row += 4) {
      a += x[at];
      b += x[at + ${width}];
      c += x[at + ${2 * width}];
      d += x[at + ${3 * width}];
      at += ${4 * width};
    }
    for (; row < end; row++) {
      a += x[at];
      at += ${width};
    }
    result[cell] = (a + b) + (c + d);
  }`;
}

export const columnSumTemplate: KernelTemplate<ColumnSumParameters> = { name: 'column-sum', code };
