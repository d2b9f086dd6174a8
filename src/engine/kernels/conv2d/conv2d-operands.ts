/**
 * A convolution as a matrix product: the left matrix has a row for each output pixel, with the values under its window
 * (taps, then input channels); the right one is the filter as it lies. The left one is never written down.
 */
import type { OperandReading, OperandWidths, ProductOperands } from '../product/product-operands.ts';
import { within } from '../vector-access.ts';
import { type Conv2DGeometry, touchesPadding } from './conv2d-geometry.ts';

export function conv2DReadings(g: Conv2DGeometry): Record<'a' | 'b', OperandReading> {
  return {
    a: { along: 'inner', width: g.inChannels % 4 === 0 ? 4 : 1 },
    b: { along: 'lines', width: g.outChannels % 4 === 0 ? 4 : 1 },
  };
}

/**
 * WGSL for `fn pixel(image : i32, y : i32, x : i32, channel : i32)`: a value of x, or four neighbouring channels of it; zero
 * in the padding.
 */
export function pixelCode(g: Conv2DGeometry, width: 1 | 4): string {
  const type = width === 4 ? 'vec4<f32>' : 'f32';
  const at = `((image * ${g.inHeight} + y) * ${g.inWidth} + x) * ${g.inChannels} + channel`;
  const element = (index: string) => `a[${width === 4 ? `(${index}) / 4` : index}]`;
  return `
  fn pixel(image : i32, y : i32, x : i32, channel : i32) -> ${type} {
    ${
      touchesPadding(g)
        ? `let inside = ${within('y', g.inHeight)} & ${within('x', g.inWidth)};
    return select(${type}(0.0), ${element(`select(0, ${at}, inside)`)}, inside);`
        : `return ${element(at)};`
    }
  }`;
}

export function conv2DOperands(p: Conv2DGeometry & OperandWidths): ProductOperands {
  const type = (width: 1 | 4) => (width === 4 ? 'vec4<f32>' : 'f32');
  return {
    code: `
  ${pixelCode(p, p.widthA)}
  fn aLine(row : i32, matrix : i32) -> vec3<i32> {
    let image = row / ${p.outHeight * p.outWidth};
    let place = row - image * ${p.outHeight * p.outWidth};
    let y = place / ${p.outWidth};
    let x = place - y * ${p.outWidth};
    return vec3<i32>(image, y * ${p.strideHeight} - ${p.padTop}, x * ${p.strideWidth} - ${p.padLeft});
  }
  fn readA(line : vec3<i32>, k : i32) -> ${type(p.widthA)} {
    let tap = k / ${p.inChannels};
    let tapRow = tap / ${p.filterWidth};
    let y = line.y + tapRow * ${p.dilationHeight};
    let x = line.z + (tap - tapRow * ${p.filterWidth}) * ${p.dilationWidth};
    return pixel(line.x, y, x, k - tap * ${p.inChannels});
  }
  fn bLine(column : i32, matrix : i32) -> vec3<i32> { return vec3<i32>(column, 0, 0); }
  fn readB(line : vec3<i32>, k : i32) -> ${type(p.widthB)} {
    let at = k * ${p.outChannels} + line.x;
    return b[${p.widthB === 4 ? 'at / 4' : 'at'}];
  }`,
    a: { along: 'inner', width: p.widthA },
    b: { along: 'lines', width: p.widthB },
    rows: 'uniforms.rows',
    inner: String(p.filterHeight * p.filterWidth * p.inChannels),
    columns: p.outChannels,
  };
}
