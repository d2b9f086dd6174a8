/**
 * The gradient of a convolution to its filter as a matrix product: the left matrix has a row for each tap and input
 * channel, with the values that it met in every output pixel; the right one is dy as it lies. The sum goes over pixels.
 */
import type { Conv2DGeometry } from '../conv2d/conv2d-geometry.ts';
import { pixelCode } from '../conv2d/conv2d-operands.ts';
import type { OperandReading, OperandWidths, ProductOperands } from '../product/product-operands.ts';

export function filterGradientReadings(g: Conv2DGeometry): Record<'a' | 'b', OperandReading> {
  return {
    a: { along: 'lines', width: g.inChannels % 4 === 0 ? 4 : 1 },
    b: { along: 'lines', width: g.outChannels % 4 === 0 ? 4 : 1 },
  };
}

/** Of [taps and input channels, pixels] and [pixels, output channels]. The count of pixels is `uniforms.inner`. */
export function filterGradientOperands(p: Conv2DGeometry & OperandWidths): ProductOperands {
  const type = (width: 1 | 4) => (width === 4 ? 'vec4<f32>' : 'f32');
  return {
    code: `
  ${pixelCode(p, p.widthA)}
  fn aLine(row : i32, matrix : i32) -> vec3<i32> {
    let tap = row / ${p.inChannels};
    let tapRow = tap / ${p.filterWidth};
    let tapColumn = tap - tapRow * ${p.filterWidth};
    return vec3<i32>(tapRow * ${p.dilationHeight} - ${p.padTop}, tapColumn * ${p.dilationWidth} - ${p.padLeft}, row - tap * ${p.inChannels});
  }
  fn readA(line : vec3<i32>, k : i32) -> ${type(p.widthA)} {
    let image = k / ${p.outHeight * p.outWidth};
    let place = k - image * ${p.outHeight * p.outWidth};
    let y = place / ${p.outWidth};
    let x = place - y * ${p.outWidth};
    return pixel(image, y * ${p.strideHeight} + line.x, x * ${p.strideWidth} + line.y, line.z);
  }
  fn bLine(column : i32, matrix : i32) -> vec3<i32> { return vec3<i32>(column, 0, 0); }
  fn readB(line : vec3<i32>, k : i32) -> ${type(p.widthB)} {
    let at = k * ${p.outChannels} + line.x;
    return b[${p.widthB === 4 ? 'at / 4' : 'at'}];
  }`,
    a: { along: 'lines', width: p.widthA },
    b: { along: 'lines', width: p.widthB },
    rows: String(p.filterHeight * p.filterWidth * p.inChannels),
    inner: 'uniforms.inner',
    columns: p.outChannels,
  };
}
