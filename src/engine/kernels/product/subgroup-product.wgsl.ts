/**
 * A matrix product by subgroups, without workgroup memory and without barriers: each invocation has `rowsEach` rows of its
 * own and the same 4·`vectors` columns as its neighbours. Of the right matrix each brings in another row, and hands it to
 * the others of its subgroup.
 *
 * A subgroup lies within a workgroup, and all of a workgroup have the same columns: so it makes no difference how large
 * subgroups are, nor which invocations make one up. The place in it is counted, not taken from a builtin, which would have
 * to be a parameter of the entry point that tfjs writes.
 */
import { unroll } from '../run-kernel.ts';
import type { ProductOperands } from './product-operands.ts';
import { type ProductEnd, storeCode } from './product-output.ts';

export type SubgroupTile = {
  readonly rowsEach: number;
  readonly vectors: number;
  /** Into how many partial results, one behind the other, the sum is split. */
  readonly parts: number;
};

/** A multiple of every size of subgroups that this serves, so that all of them are full. */
export const subgroupWorkgroupSize = 64;

/** Reads four columns of the right matrix. */
function readRight({ b: { width }, columns }: ProductOperands): string {
  const last = `${columns - width}`;
  const element = (i: number) => `readB(bLine(min(column + ${i}, ${last}), matrix), k)`;
  return `
  fn readRight(column : i32, matrix : i32, k : i32) -> vec4<f32> {
    return ${width === 4 ? element(0) : `vec4<f32>(${[0, 1, 2, 3].map(element).join(', ')})`};
  }`;
}

/** @param operands the left one read along the inner dimension, the right one across lines, where they are read by four */
export function subgroupProductCode(operands: ProductOperands, p: SubgroupTile & ProductEnd): string {
  const { width } = operands.a;
  const columnBlocks = Math.ceil(operands.columns / (4 * p.vectors));
  const eachRow = (piece: (row: number) => string) => unroll(p.rowsEach, piece);
  const eachVector = (piece: (vector: number) => string) => unroll(p.vectors, piece);
  const left = (row: number, lane: number) => (width === 4 ? `a${row}[${lane}]` : `a${row}`);
  return `
  ${operands.code}
  ${readRight(operands)}
  ${storeCode(p, operands.rows, operands.columns)}
  // The whole subgroup goes the same way: its bounds are counted together. The compiler cannot know.
  @diagnostic(off, subgroup_uniformity)
  fn main(index : i32) {
    let place = i32(subgroupExclusiveAdd(1u));
    let size = i32(subgroupAdd(1u));
    let first = i32(workgroupId.x) * ${subgroupWorkgroupSize * p.rowsEach} + i32(localIndex);
    let column = (i32(workgroupId.y) % ${columnBlocks}) * ${4 * p.vectors};
    let slice = i32(workgroupId.y) / ${columnBlocks};
    let matrix = slice % uniforms.matrices;
    let inner = ${operands.inner};
    // By fours, so that a read of four lies within a part.
    let length = (inner + ${4 * p.parts - 1}) / ${4 * p.parts} * 4;
    let begin = slice / uniforms.matrices * length;
    let end = min(inner, begin + length);
    ${eachRow((r) => `let line${r} = aLine(min(first + ${r * subgroupWorkgroupSize}, ${operands.rows} - 1), matrix);`)}
    ${eachRow((r) => eachVector((v) => `var sum${r}_${v} = vec4<f32>(0.0);`))}
    for (var at = begin; at < end; at += size) {
      let k = min(at + place, inner - 1);
      ${eachVector((v) => `let own${v} = readRight(column + ${4 * v}, matrix, k);`)}
      let count = min(size, end - at);
      for (var j = 0; j < count; j += ${width}) {
        ${eachRow((r) => `let a${r} = readA(line${r}, at + j);`)}
        ${unroll(
          width,
          (lane) => `{
          ${eachVector((v) => `let right${v} = subgroupShuffle(own${v}, u32(j + ${lane}));`)}
          ${eachRow((r) => eachVector((v) => `sum${r}_${v} = fma(vec4<f32>(${left(r, lane)}), right${v}, sum${r}_${v});`))}
        }`,
        )}
      }
    }
    ${eachRow((r) => eachVector((v) => `store(slice, first + ${r * subgroupWorkgroupSize}, column + ${4 * v}, sum${r}_${v});`))}
  }`;
}
