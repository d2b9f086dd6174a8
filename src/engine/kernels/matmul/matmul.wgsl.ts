/**
 * Matrix product by register tiles, without barriers: each invocation holds `rows` × 4·`vectors` of the result. Either
 * operand may be stored transposed; each is read in vectors along the dimension that lies contiguous in memory, and the
 * products are the same for all four cases. `parts` > 1 splits the inner dimension and leaves partial results, one
 * behind the other, for a second pass to add.
 */
import { activationCode, type FusedActivation } from '../activation.ts';
import { type KernelTemplate, unroll } from '../run-kernel.ts';
import { loadVector } from '../vector-access.ts';

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
  readonly parts: number;
  readonly bias: boolean;
  readonly activation: FusedActivation;
};

const lanes = ['x', 'y', 'z', 'w'] as const;

/** The component width of A and B that `matMulTemplate` expects for these parameters. */
export function matMulComponents(
  p: Pick<MatMulParameters, 'transposeA' | 'transposeB' | 'wholeRows' | 'inner' | 'outColumns'>,
): {
  readonly a: 1 | 4;
  readonly b: 1 | 4;
} {
  const wholeInner = p.inner % 4 === 0;
  return {
    a: (p.transposeA ? p.wholeRows : wholeInner) ? 4 : 1,
    b: (p.transposeB ? wholeInner : p.outColumns % 4 === 0) ? 4 : 1,
  };
}

/** WGSL that names the values of A at inner positions k … k+step-1, and the expression of one of them. */
function readA(p: MatMulParameters, step: number) {
  const vector = matMulComponents(p).a === 4;
  if (!p.transposeA) {
    return {
      code: unroll(p.rows, (r) => `let a${r} = a[${vector ? `(aRow${r} + k) / 4` : `aRow${r} + k`}];`),
      value: (r: number, lane: number) => (vector ? `a${r}.${lanes[lane]}` : `a${r}`),
    };
  }
  return {
    code: unroll(step, (lane) =>
      vector
        ? unroll(
            p.rows / 4,
            (g) => `let a${lane}_${g} = a[(aBase + (k + ${lane}) * uniforms.rows + aRow${g * 4}) / 4];`,
          )
        : unroll(p.rows, (r) => `let a${lane}_${r} = a[aBase + (k + ${lane}) * uniforms.rows + aRow${r}];`),
    ),
    value: (r: number, lane: number) => (vector ? `a${lane}_${Math.floor(r / 4)}.${lanes[r % 4]}` : `a${lane}_${r}`),
  };
}

/** The same for B, whose expressions are vectors along the result's columns. */
function readB(p: MatMulParameters, step: number) {
  const vector = matMulComponents(p).b === 4;
  if (!p.transposeB) {
    const at = (lane: number, v: number) => `bBase + (k + ${lane}) * ${p.outColumns} + column + ${v * 4}`;
    return {
      code: unroll(step, (lane) =>
        unroll(
          p.vectors,
          (v) =>
            `let b${lane}_${v} = ${vector ? `b[(${at(lane, v)}) / 4]` : `loadB(${at(lane, v)}, column + ${v * 4})`};`,
        ),
      ),
      value: (v: number, lane: number) => `b${lane}_${v}`,
    };
  }
  return {
    code: unroll(p.vectors * 4, (j) => `let b${j} = b[${vector ? `(bRow${j} + k) / 4` : `bRow${j} + k`}];`),
    value: (v: number, lane: number) =>
      `vec4<f32>(${[0, 1, 2, 3].map((j) => `b${v * 4 + j}${vector ? `.${lanes[lane]}` : ''}`).join(', ')})`,
  };
}

function code(p: MatMulParameters): string {
  const step = p.inner % 4 === 0 ? 4 : 1;
  const wholeOutput = p.outColumns % 4 === 0;
  const columnBlocks = Math.ceil(p.outColumns / (4 * p.vectors));
  const a = readA(p, step);
  const b = readB(p, step);
  const vectorA = matMulComponents(p).a === 4;
  const eachTile = (piece: (row: number, vector: number) => string) =>
    unroll(p.rows, (row) => unroll(p.vectors, (vector) => piece(row, vector)));
  const lastRow = p.transposeA && vectorA ? 'uniforms.rows - 4' : 'uniforms.rows - 1';
  return `
  ${wholeOutput || p.transposeB ? '' : loadVector('loadB', 'b', p.outColumns)}
  ${p.bias && !wholeOutput ? loadVector('loadBias', 'bias', p.outColumns) : ''}
  ${activationCode(p.activation)}
  fn main(index : i32) {
    let first = i32(globalId.x) * ${p.rows};
    if (first >= uniforms.rows) { return; }
    let block = i32(workgroupId.y);
    let column = (block % ${columnBlocks}) * ${4 * p.vectors};
    let slice = block / ${columnBlocks};
    let matrix = slice / ${p.parts};
    let part = slice % ${p.parts};
    let aBase = ${p.broadcastA ? '0' : `matrix * uniforms.rows * ${p.inner}`};
    let bBase = ${p.broadcastB ? '0' : `matrix * ${p.inner * p.outColumns}`};
    ${unroll(p.rows, (r) =>
      p.transposeA
        ? `let aRow${r} = min(first + ${r}, ${lastRow});`
        : `let aRow${r} = aBase + min(first + ${r}, uniforms.rows - 1) * ${p.inner};`,
    )}
    ${p.transposeB ? unroll(p.vectors * 4, (j) => `let bRow${j} = bBase + min(column + ${j}, ${p.outColumns - 1}) * ${p.inner};`) : ''}
    ${eachTile((r, v) => `var sum${r}_${v} = vec4<f32>(0.0);`)}
    let begin = ${p.inner / step} * part / ${p.parts} * ${step};
    let end = ${p.inner / step} * (part + 1) / ${p.parts} * ${step};
    for (var k = begin; k < end; k += ${step}) {
      ${a.code}
      ${b.code}
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
