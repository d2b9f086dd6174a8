/**
 * A matrix product by tiles in workgroup memory: a workgroup of 64 computes 8·`rowsEach` rows × 32 columns, each
 * invocation `rowsEach` × 4 of them. Both matrices' tiles are brought in once by all and read by all, whichever way they
 * are stored. Fast on graphics cards with small caches; the barriers make it slow on processors.
 *
 * With `storage` f16 the tiles hold 16 bits a number: half the memory and half the reads of it. The products of two such
 * numbers are exact in 32 bits, in which they are added up.
 */
import { unroll } from '../run-kernel.ts';
import type { OperandReading, ProductOperands } from './product-operands.ts';
import { type ProductEnd, storeCode } from './product-output.ts';

export type SharedTile = {
  /** 4 or 8. */
  readonly rowsEach: number;
  readonly storage: 'f32' | 'f16';
  /** Into how many partial results, one behind the other, the sum is split. */
  readonly parts: number;
};

export const sharedWorkgroupSize = 64;
/** Invocations across a tile, and down. */
const across = 8;
export const sharedColumns = 4 * across;
/** Products summed between two barriers. */
const depth = 16;

/** WGSL that brings in one matrix's tile, of `lines` lines of `depth` elements. Elements outside are zero. */
function bring(name: 'a' | 'b', { width, along }: OperandReading, lines: number, count: string, storage: string) {
  const perLine = along === 'inner' ? depth / width : lines / width;
  // Neighbouring invocations read neighbouring elements.
  const [line, k] =
    along === 'inner'
      ? [`unit / ${perLine}`, `unit % ${perLine} * ${width}`]
      : [`unit % ${perLine} * ${width}`, `unit / ${perLine}`];
  const last = (dimension: string, isAlong: boolean) => `${dimension} - ${isAlong ? width : 1}`;
  const capital = name.toUpperCase();
  const zero = width === 4 ? 'vec4<f32>(0.0)' : '0.0';
  const to = (element: number) => {
    const [toLine, toK] = along === 'inner' ? ['line', `(k + ${element})`] : [`line + ${element}`, 'k'];
    return `${name}Tile[${toK} * ${lines} + ${toLine}]`;
  };
  return `
      for (var unit = own; unit < ${(lines * depth) / width}; unit += ${sharedWorkgroupSize}) {
        let line = ${line};
        let k = ${k};
        let found = ${name}Line(min(${name}First + line, ${last(count, along === 'lines')}), matrix);
        let read = read${capital}(found, min(at + k, ${last('inner', along === 'inner')}));
        let value = select(${zero}, read, at + k < end);
        ${unroll(width, (i) => `${to(i)} = ${storage}(value${width === 4 ? `[${i}]` : ''});`)}
      }`;
}

export function sharedProductCode(operands: ProductOperands, p: SharedTile & ProductEnd): string {
  const tileRows = across * p.rowsEach;
  const columnBlocks = Math.ceil(operands.columns / sharedColumns);
  const read = (tile: string, lines: number, from: string) =>
    `vec4<f32>(${[0, 1, 2, 3].map((i) => `f32(${tile}[k * ${lines} + ${from} + ${i}])`).join(', ')})`;
  return `
  ${operands.code}
  ${storeCode(p, operands.rows, operands.columns)}
  var<workgroup> aTile : array<${p.storage}, ${tileRows * depth}>;
  var<workgroup> bTile : array<${p.storage}, ${sharedColumns * depth}>;
  fn main(index : i32) {
    let own = i32(localIndex);
    let aFirst = i32(workgroupId.x) * ${tileRows};
    let bFirst = (i32(workgroupId.y) % ${columnBlocks}) * ${sharedColumns};
    let slice = i32(workgroupId.y) / ${columnBlocks};
    let matrix = slice % uniforms.matrices;
    let inner = ${operands.inner};
    // The same for every part, as barriers want it.
    let steps = (inner + ${depth * p.parts - 1}) / ${depth * p.parts};
    let begin = slice / uniforms.matrices * steps * ${depth};
    let end = min(inner, begin + steps * ${depth});
    let row = own / ${across} * ${p.rowsEach};
    let column = own % ${across} * 4;
    ${unroll(p.rowsEach, (r) => `var sum${r} = vec4<f32>(0.0);`)}
    for (var step = 0; step < steps; step++) {
      let at = begin + step * ${depth};
      ${bring('a', operands.a, tileRows, operands.rows, p.storage)}
      ${bring('b', operands.b, sharedColumns, String(operands.columns), p.storage)}
      workgroupBarrier();
      for (var k = 0; k < ${depth}; k++) {
        let right = ${read('bTile', sharedColumns, 'column')};
        ${unroll(p.rowsEach / 4, (v) => `let left${v} = ${read('aTile', tileRows, `row + ${4 * v}`)};`)}
        ${unroll(p.rowsEach, (r) => `sum${r} = fma(vec4<f32>(left${Math.floor(r / 4)}[${r % 4}]), right, sum${r});`)}
      }
      workgroupBarrier();
    }
    ${unroll(p.rowsEach, (r) => `store(slice, aFirst + row + ${r}, bFirst + column, sum${r});`)}
  }`;
}
