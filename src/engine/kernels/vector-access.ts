/** Pieces of WGSL for reading near borders: of a matrix row that may not divide by four, of an image. */

/**
 * WGSL for `fn NAME(at : i32, column : i32) -> vec4<f32>`: the elements at `at`, which lies at `column` of its row;
 * elements past the row's end read as zero.
 */
export function loadVector(name: string, buffer: string, columns: number): string {
  const element = (lane: number) => `select(0.0, ${buffer}[at + ${lane}], column + ${lane} < ${columns})`;
  return `
  fn ${name}(at : i32, column : i32) -> vec4<f32> {
    return vec4<f32>(${[0, 1, 2, 3].map(element).join(', ')});
  }`;
}

/**
 * WGSL for 0 <= value < size, with one comparison and no branch: SwiftShader takes time exponential in the number of
 * `&&` to compile a shader, so conditions are joined by `&`.
 */
export function within(value: string, size: number): string {
  return `(bitcast<u32>(${value}) < ${size}u)`;
}
