/** The matrices of a product as its forms by tiles and by subgroups read them, either of them stored transposed or not. */
import type { OperandReading, OperandWidths, ProductOperands } from '../product/product-operands.ts';

export type MatMulLayout = {
  /** Columns of the result. */
  readonly outColumns: number;
  /** The dimension summed over. */
  readonly inner: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  readonly broadcastA: boolean;
  readonly broadcastB: boolean;
};

/** How each matrix is read fastest, four elements at once where they lie side by side. */
export function matMulReadings(p: MatMulLayout, rows: number): Record<'a' | 'b', OperandReading> {
  const reading = (along: OperandReading['along'], lines: number): OperandReading => ({
    along,
    width: (along === 'inner' ? p.inner : lines) % 4 === 0 ? 4 : 1,
  });
  return {
    a: reading(p.transposeA ? 'lines' : 'inner', rows),
    b: reading(p.transposeB ? 'inner' : 'lines', p.outColumns),
  };
}

/** WGSL that finds elements of one matrix, which is read in the direction in which it is stored. */
function readerCode(name: 'a' | 'b', lines: string, p: MatMulLayout, width: 1 | 4): string {
  const [isByLine, isBroadcast] = name === 'a' ? [!p.transposeA, p.broadcastA] : [p.transposeB, p.broadcastB];
  const type = width === 4 ? 'vec4<f32>' : 'f32';
  const base = isBroadcast ? '0' : `matrix * ${lines} * ${p.inner}`;
  const at = `line.x + k${isByLine ? '' : ` * ${lines}`}`;
  return `
  fn ${name}Line(line : i32, matrix : i32) -> vec3<i32> {
    return vec3<i32>(${base} + line${isByLine ? ` * ${p.inner}` : ''}, 0, 0);
  }
  fn read${name.toUpperCase()}(line : vec3<i32>, k : i32) -> ${type} {
    return ${name}[${width === 4 ? `(${at}) / 4` : at}];
  }`;
}

export function matMulOperands(p: MatMulLayout & OperandWidths): ProductOperands {
  const rows = 'uniforms.rows';
  return {
    code: readerCode('a', rows, p, p.widthA) + readerCode('b', String(p.outColumns), p, p.widthB),
    a: { width: p.widthA, along: p.transposeA ? 'lines' : 'inner' },
    b: { width: p.widthB, along: p.transposeB ? 'inner' : 'lines' },
    rows,
    inner: String(p.inner),
    columns: p.outColumns,
  };
}
