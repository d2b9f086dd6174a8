/**
 * The gradient of average pooling: each input pixel gathers from the windows that cover it, each divided by how many
 * pixels of the window lie inside the input. (tfjs divides by the whole window, which disagrees with its own forward
 * pass at padded borders.)
 */
import type { KernelTemplate } from '../run-kernel.ts';
import type { PoolGeometry } from './max-pool-grad.wgsl.ts';

function code(p: PoolGeometry): string {
  const width = p.channels / p.components;
  const type = p.components === 4 ? 'vec4<f32>' : 'f32';
  return `
  fn extent(first : i32, window : i32, size : i32) -> i32 {
    return min(first + window, size) - max(first, 0);
  }
  fn main(cell : i32) {
    if (cell >= uniforms.outShape.x * ${p.inHeight * p.inWidth * width}) { return; }
    let channel = cell % ${width};
    let column = (cell / ${width}) % ${p.inWidth};
    let row = (cell / ${width * p.inWidth}) % ${p.inHeight};
    let n = cell / ${width * p.inWidth * p.inHeight};
    var sum = ${type}(0.0);
    let firstY = max(0, (row + ${p.padTop} - ${p.filterHeight} + ${p.strideHeight}) / ${p.strideHeight});
    let lastY = min(${p.outHeight - 1}, (row + ${p.padTop}) / ${p.strideHeight});
    let firstX = max(0, (column + ${p.padLeft} - ${p.filterWidth} + ${p.strideWidth}) / ${p.strideWidth});
    let lastX = min(${p.outWidth - 1}, (column + ${p.padLeft}) / ${p.strideWidth});
    for (var outY = firstY; outY <= lastY; outY++) {
      if (row >= outY * ${p.strideHeight} - ${p.padTop} + ${p.filterHeight}) { continue; }
      let height = extent(outY * ${p.strideHeight} - ${p.padTop}, ${p.filterHeight}, ${p.inHeight});
      for (var outX = firstX; outX <= lastX; outX++) {
        if (column >= outX * ${p.strideWidth} - ${p.padLeft} + ${p.filterWidth}) { continue; }
        let area = height * extent(outX * ${p.strideWidth} - ${p.padLeft}, ${p.filterWidth}, ${p.inWidth});
        sum += dy[((n * ${p.outHeight} + outY) * ${p.outWidth} + outX) * ${width} + channel] / f32(area);
      }
    }
    result[cell] = sum;
  }`;
}

export const avgPoolGradTemplate: KernelTemplate<PoolGeometry> = { name: 'avg-pool-grad', code };
