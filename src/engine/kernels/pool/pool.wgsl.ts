/** Max and average pooling forward, one vector of channels an invocation. Padding takes no part in either. */
import type { KernelTemplate } from '../run-kernel.ts';
import type { PoolGeometry } from './max-pool-grad.wgsl.ts';

export type PoolParameters = PoolGeometry & { readonly kind: 'max' | 'avg' };

function code(p: PoolParameters): string {
  const width = p.channels / p.components;
  const type = p.components === 4 ? 'vec4<f32>' : 'f32';
  // max() may drop a NaN; here it stays, so that a loss that turns NaN is noticed.
  const step =
    p.kind === 'max'
      ? 'value = select(value, element, (element > value) | (element != element));'
      : 'value += element;';
  return `
  fn main(cell : i32) {
    if (cell >= uniforms.outShape.x * ${p.outHeight * p.outWidth * width}) { return; }
    let channel = cell % ${width};
    let outX = (cell / ${width}) % ${p.outWidth};
    let outY = (cell / ${width * p.outWidth}) % ${p.outHeight};
    let n = cell / ${width * p.outWidth * p.outHeight};
    let top = outY * ${p.strideHeight} - ${p.padTop};
    let left = outX * ${p.strideWidth} - ${p.padLeft};
    let lastRow = min(top + ${p.filterHeight}, ${p.inHeight});
    let lastColumn = min(left + ${p.filterWidth}, ${p.inWidth});
    var value = ${type}(${p.kind === 'max' ? '-3.4e38' : '0.0'});
    for (var row = max(top, 0); row < lastRow; row++) {
      for (var column = max(left, 0); column < lastColumn; column++) {
        let element = x[((n * ${p.inHeight} + row) * ${p.inWidth} + column) * ${width} + channel];
        ${step}
      }
    }
    result[cell] = value${p.kind === 'avg' ? ' / f32((lastRow - max(top, 0)) * (lastColumn - max(left, 0)))' : ''};
  }`;
}

export const poolTemplate: KernelTemplate<PoolParameters> = { name: 'pool', code };
