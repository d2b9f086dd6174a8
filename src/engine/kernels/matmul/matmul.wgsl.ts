/**
 * Matrix product by register tiles, without barriers: each invocation holds `rows` × 4·`vectors` of the result. Either
 * operand may be stored transposed: it is read in another way (`matmul-reading.ts`), and the products are the same. `parts` > 1 splits the inner dimension and leaves partial results, one
 * behind the other, for a second pass to add.
 */
import { activationCode, type FusedActivation } from '../activation.ts';
import { type KernelTemplate, unroll } from '../run-kernel.ts';
import { loadVector } from '../vector-access.ts';
import { readingOfA, readingOfB } from './matmul-reading.ts';

export type MatMulParameters = {
  /** Columns of the result. */
  readonly outColumns: number;
  /** The dimension summed over. */
  readonly inner: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  /** Whether the rows divide by four, so that a transposed A is read in vectors. */
  readonly wholeRows: boolean;
  readonly broadcastA: boolean;
  readonly broadcastB: boolean;
  readonly rows: number;
  readonly vectors: number;
  /** What differs between neighbouring invocations. */
  readonly along: 'rows' | 'columns';
  /** The subgroup's size, which is the workgroup's, where its invocations hand each other what they share; else 1. */
  readonly lanes: number;
  readonly parts: number;
  readonly bias: boolean;
  readonly activation: FusedActivation;
};

/** The component width of A and B that `matMulTemplate` expects for these parameters. */
export function matMulComponents(
  p: Pick<MatMulParameters, 'transposeA' | 'transposeB' | 'wholeRows' | 'inner' | 'outColumns' | 'lanes' | 'along'>,
): {
  readonly a: 1 | 4;
  readonly b: 1 | 4;
} {
  const wholeInner = p.inner % 4 === 0;
  const isHanded = (along: MatMulParameters['along']) => p.lanes > 1 && p.along === along;
  return {
    a: (p.transposeA ? p.wholeRows : wholeInner) && !isHanded('columns') ? 4 : 1,
    b: (p.transposeB ? wholeInner : p.outColumns % 4 === 0) && !isHanded('rows') ? 4 : 1,
  };
}

/** WGSL that says which tile an invocation has: `first` row, `column`, and the slice of the other dimensions. */
function placeCode(p: MatMulParameters): string {
  const columnBlocks = Math.ceil(p.outColumns / (4 * p.vectors));
  const place = p.lanes > 1 ? 'let place = i32(subgroupExclusiveAdd(1u));' : '';
  // Where values are handed on, none may leave before the others.
  if (p.along === 'rows')
    return `
    let first = i32(globalId.x) * ${p.rows};
    ${p.lanes > 1 ? place : 'if (first >= uniforms.rows) { return; }'}
    let column = (i32(workgroupId.y) % ${columnBlocks}) * ${4 * p.vectors};
    let slice = i32(workgroupId.y) / ${columnBlocks};`;
  return `
    let column = i32(globalId.x) * ${4 * p.vectors};
    ${p.lanes > 1 ? place : `if (column >= ${p.outColumns}) { return; }`}
    let rowBlocks = (uniforms.rows + ${p.rows - 1}) / ${p.rows};
    let first = (i32(workgroupId.y) % rowBlocks) * ${p.rows};
    let slice = i32(workgroupId.y) / rowBlocks;`;
}

function code(p: MatMulParameters): string {
  const step = p.inner % 4 === 0 ? 4 : 1;
  const wholeOutput = p.outColumns % 4 === 0;
  const a = readingOfA(p, step);
  const b = readingOfB(p, step);
  const eachTile = (piece: (row: number, vector: number) => string) =>
    unroll(p.rows, (row) => unroll(p.vectors, (vector) => piece(row, vector)));
  return `
  ${wholeOutput || p.transposeB ? '' : loadVector('loadB', 'b', p.outColumns)}
  ${p.bias && !wholeOutput ? loadVector('loadBias', 'bias', p.outColumns) : ''}
  ${activationCode(p.activation)}
  ${
    // All of a workgroup have the same parts of the inner dimension. The compiler cannot know.
    p.lanes > 1 ? '@diagnostic(off, subgroup_uniformity)' : ''
  }
  fn main(index : i32) {
    ${placeCode(p)}
    let matrix = slice / ${p.parts};
    let part = slice % ${p.parts};
    let aBase = ${p.broadcastA ? '0' : `matrix * uniforms.rows * ${p.inner}`};
    let bBase = ${p.broadcastB ? '0' : `matrix * ${p.inner * p.outColumns}`};
    ${a.setUp}
    ${b.setUp}
    ${eachTile((r, v) => `var sum${r}_${v} = vec4<f32>(0.0);`)}
    let begin = ${p.inner / step} * part / ${p.parts} * ${step};
    let end = ${p.inner / step} * (part + 1) / ${p.parts} * ${step};
    for (var k = begin; k < end; k += ${step}) {
      ${a.read}
      ${b.read}
      ${unroll(step, (lane) => eachTile((r, v) => `sum${r}_${v} = fma(vec4<f32>(${a.value(r, lane)}), ${b.value(v, lane)}, sum${r}_${v});`))}
    }
    let outBase = (part * uniforms.matrices + matrix) * uniforms.rows;
    ${unroll(
      p.vectors,
      (v) => `
    {
      let c = column + ${v * 4};
      if (c < ${p.outColumns}) {
        ${p.bias ? `let offset = ${wholeOutput ? 'bias[c / 4]' : 'loadBias(c, c)'};` : ''}
        ${unroll(p.rows, (r) => {
          const value = `activation(sum${r}_${v}${p.bias ? ' + offset' : ''})`;
          const at = `(outBase + first + ${r}) * ${p.outColumns} + c`;
          return wholeOutput
            ? `if (first + ${r} < uniforms.rows) { result[(${at}) / 4] = ${value}; }`
            : `if (first + ${r} < uniforms.rows) {
                 let value = ${value};
                 for (var lane = 0; lane < min(4, ${p.outColumns} - c); lane++) { result[${at} + lane] = value[lane]; }
               }`;
        })}
      }
    }`,
    )}
  }`;
}

export const matMulTemplate: KernelTemplate<MatMulParameters> = { name: 'matmul', code };

/** With more than one lane. */
export const handedMatMulTemplate: KernelTemplate<MatMulParameters> = {
  name: 'handed-matmul',
  extensions: ['subgroups'],
  code,
};
