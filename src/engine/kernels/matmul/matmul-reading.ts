/**
 * How a matrix product by register tiles comes by an operand: each invocation reads its own lines of it, in vectors along
 * the dimension that lies contiguous in memory. Or, where all of a subgroup have the same lines, each reads a few values
 * and hands them to the others: a processor that plays a graphics card would read each of them anew for every invocation.
 */
import { unroll } from '../run-kernel.ts';
import { type MatMulParameters, matMulComponents } from './matmul.wgsl.ts';

const lanes = ['x', 'y', 'z', 'w'] as const;

export interface Reading {
  /** WGSL before the loop. */
  readonly setUp: string;
  /** WGSL that reads what belongs to inner positions k … k+step-1. */
  readonly read: string;
  /** Of A: the value of a row. Of B: the vector of four columns. As an expression. */
  readonly value: (line: number, lane: number) => string;
}

/** The rows of A. */
export function readingOfA(p: MatMulParameters, step: number): Reading {
  if (p.lanes > 1 && p.along === 'columns') {
    const strides = p.transposeA ? { line: '1', inner: 'uniforms.rows' } : { line: String(p.inner), inner: '1' };
    return handed('a', p, step, { lines: p.rows, first: 'first', ...strides });
  }
  const vector = matMulComponents(p).a === 4;
  if (!p.transposeA) {
    return {
      setUp: unroll(p.rows, (r) => `let aRow${r} = aBase + min(first + ${r}, uniforms.rows - 1) * ${p.inner};`),
      read: unroll(p.rows, (r) => `let a${r} = a[${vector ? `(aRow${r} + k) / 4` : `aRow${r} + k`}];`),
      value: (r, lane) => (vector ? `a${r}.${lanes[lane]}` : `a${r}`),
    };
  }
  const lastRow = vector ? 'uniforms.rows - 4' : 'uniforms.rows - 1';
  return {
    setUp: unroll(p.rows, (r) => `let aRow${r} = min(first + ${r}, ${lastRow});`),
    read: unroll(step, (lane) =>
      vector
        ? unroll(
            p.rows / 4,
            (g) => `let a${lane}_${g} = a[(aBase + (k + ${lane}) * uniforms.rows + aRow${g * 4}) / 4];`,
          )
        : unroll(p.rows, (r) => `let a${lane}_${r} = a[aBase + (k + ${lane}) * uniforms.rows + aRow${r}];`),
    ),
    value: (r, lane) => (vector ? `a${lane}_${Math.floor(r / 4)}.${lanes[r % 4]}` : `a${lane}_${r}`),
  };
}

/** The columns of B, by four. */
export function readingOfB(p: MatMulParameters, step: number): Reading {
  if (p.lanes > 1 && p.along === 'rows') {
    const strides = p.transposeB ? { line: String(p.inner), inner: '1' } : { line: '1', inner: String(p.outColumns) };
    const { value, ...rest } = handed('b', p, step, { lines: 4 * p.vectors, first: 'column', ...strides });
    return { ...rest, value: (v, lane) => `vec4<f32>(${[0, 1, 2, 3].map((j) => value(v * 4 + j, lane)).join(', ')})` };
  }
  const vector = matMulComponents(p).b === 4;
  if (!p.transposeB) {
    const at = (lane: number, v: number) => `bBase + (k + ${lane}) * ${p.outColumns} + column + ${v * 4}`;
    return {
      setUp: '',
      read: unroll(step, (lane) =>
        unroll(
          p.vectors,
          (v) =>
            `let b${lane}_${v} = ${vector ? `b[(${at(lane, v)}) / 4]` : `loadB(${at(lane, v)}, column + ${v * 4})`};`,
        ),
      ),
      value: (v, lane) => `b${lane}_${v}`,
    };
  }
  return {
    setUp: unroll(p.vectors * 4, (j) => `let bRow${j} = bBase + min(column + ${j}, ${p.outColumns - 1}) * ${p.inner};`),
    read: unroll(p.vectors * 4, (j) => `let b${j} = b[${vector ? `(bRow${j} + k) / 4` : `bRow${j} + k`}];`),
    value: (v, lane) =>
      `vec4<f32>(${[0, 1, 2, 3].map((j) => `b${v * 4 + j}${vector ? `.${lanes[lane]}` : ''}`).join(', ')})`,
  };
}

interface HandedLines {
  readonly lines: number;
  /** WGSL of the first line. */
  readonly first: string;
  /** WGSL of the elements from one line to the next, and from one inner position to the next. */
  readonly line: string;
  readonly inner: string;
}

/** Lines past the last one read what lies behind: what is computed of them is not written. */
function handed(
  name: 'a' | 'b',
  p: MatMulParameters,
  step: number,
  { lines, first, line, inner }: HandedLines,
): Reading {
  const reads = Math.ceil((lines * step) / p.lanes);
  return {
    setUp: unroll(reads, (i) => {
      const element = `(place + ${i * p.lanes})`;
      return `let ${name}Own${i} = ${name}Base + (${first} + ${element} % ${lines}) * ${line} + ${element} / ${lines} * ${inner};`;
    }),
    read: unroll(reads, (i) => `let ${name}Read${i} = ${name}[${name}Own${i} + k * ${inner}];`),
    value: (place, lane) => {
      const element = lane * lines + place;
      return `subgroupBroadcast(${name}Read${Math.floor(element / p.lanes)}, ${element % p.lanes}u)`;
    },
  };
}
