/**
 * Matrix product by tiles in workgroup memory: a workgroup of 64 computes 32 × 32 of the result, each invocation 4 × 4.
 * Both operands' tiles are brought in once by all and read by all, whichever way they are stored. Fast on graphics cards
 * with small caches; the barriers make it slow on processors, where it never serves.
 */
import { activationCode, type FusedActivation } from '../activation.ts';
import { type KernelTemplate, unroll } from '../run-kernel.ts';
import { loadVector } from '../vector-access.ts';

export type SharedMatMulParameters = {
  /** Columns of the result. */
  readonly outColumns: number;
  /** The dimension summed over. */
  readonly inner: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  readonly broadcastA: boolean;
  readonly broadcastB: boolean;
  readonly bias: boolean;
  readonly activation: FusedActivation;
};

/** Rows and columns of the result that a workgroup computes. */
export const sharedTile = 32;
export const sharedWorkgroupSize = 64;
/** Products summed between two barriers. */
const depth = 16;
const loads = (sharedTile * depth) / sharedWorkgroupSize;

/** Brings in one element: `line` is a row of A or a column of B. Elements outside are zero. */
function bring(buffer: 'a' | 'b', lines: string, stride: string, lineIsInner: boolean): string {
  // Neighbouring invocations read neighbouring elements: which index runs fastest depends on how it is stored.
  const [line, k] = lineIsInner
    ? [`element / ${depth}`, `element % ${depth}`]
    : [`element % ${sharedTile}`, `element / ${sharedTile}`];
  const at = lineIsInner ? `globalLine * ${stride} + globalK` : `globalK * ${stride} + globalLine`;
  return `{
    let line = ${line};
    let k = ${k};
    let globalLine = ${buffer}First + line;
    let globalK = begin + k;
    let inside = (globalLine < ${lines}) & (globalK < inner);
    ${buffer}Tile[k * ${sharedTile} + line] = select(0.0, ${buffer}[select(0, ${buffer}Base + ${at}, inside)], inside);
  }`;
}

function code(p: SharedMatMulParameters): string {
  const wholeOutput = p.outColumns % 4 === 0;
  const columnBlocks = Math.ceil(p.outColumns / sharedTile);
  const rows = [0, 1, 2, 3];
  const read = (tile: string, from: string) =>
    `vec4<f32>(${rows.map((lane) => `${tile}[k * ${sharedTile} + ${from} + ${lane}]`).join(', ')})`;
  return `
  const inner = ${p.inner};
  var<workgroup> aTile : array<f32, ${sharedTile * depth}>;
  var<workgroup> bTile : array<f32, ${sharedTile * depth}>;
  ${p.bias && !wholeOutput ? loadVector('loadBias', 'bias', p.outColumns) : ''}
  ${activationCode(p.activation)}
  fn main(index : i32) {
    let own = i32(localIndex);
    let aFirst = i32(workgroupId.x) * ${sharedTile};
    let bFirst = (i32(workgroupId.y) % ${columnBlocks}) * ${sharedTile};
    let matrix = i32(workgroupId.y) / ${columnBlocks};
    let aBase = ${p.broadcastA ? '0' : 'matrix * uniforms.rows * inner'};
    let bBase = ${p.broadcastB ? '0' : `matrix * inner * ${p.outColumns}`};
    let row = (own / 8) * 4;
    let column = (own % 8) * 4;
    ${rows.map((r) => `var sum${r} = vec4<f32>(0.0);`).join('\n')}
    for (var begin = 0; begin < inner; begin += ${depth}) {
      ${unroll(
        loads,
        (load) => `{
        let element = own + ${load * sharedWorkgroupSize};
        ${bring('a', 'uniforms.rows', p.transposeA ? 'uniforms.rows' : 'inner', !p.transposeA)}
        ${bring('b', String(p.outColumns), p.transposeB ? 'inner' : String(p.outColumns), p.transposeB)}
      }`,
      )}
      workgroupBarrier();
      for (var k = 0; k < ${depth}; k++) {
        let left = ${read('aTile', 'row')};
        let right = ${read('bTile', 'column')};
        ${rows.map((r) => `sum${r} = fma(vec4<f32>(left[${r}]), right, sum${r});`).join('\n')}
      }
      workgroupBarrier();
    }
    let c = bFirst + column;
    if (c < ${p.outColumns}) {
      ${p.bias ? `let offset = ${wholeOutput ? 'bias[c / 4]' : 'loadBias(c, c)'};` : ''}
      ${rows
        .map((r) => {
          const at = `(matrix * uniforms.rows + aFirst + row + ${r}) * ${p.outColumns} + c`;
          const value = `activation(sum${r}${p.bias ? ' + offset' : ''})`;
          return `if (aFirst + row + ${r} < uniforms.rows) {
            let value = ${value};
            ${
              wholeOutput
                ? `result[(${at}) / 4] = value;`
                : `for (var lane = 0; lane < min(4, ${p.outColumns} - c); lane++) { result[${at} + lane] = value[lane]; }`
            }
          }`;
        })
        .join('\n')}
    }
  }`;
}

export const sharedMatMulTemplate: KernelTemplate<SharedMatMulParameters> = { name: 'shared-matmul', code };
