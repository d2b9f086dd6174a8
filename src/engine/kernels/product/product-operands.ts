/**
 * What the forms of a matrix product (tiles in workgroup memory, subgroups) need to know of the matrices: how an element
 * is found. A convolution is such a product, whose left matrix has a row for every output pixel and lies nowhere: its
 * elements are found in the image when they are asked for.
 */

/** How the elements of one matrix are read. Its lines are the rows of the left one, the columns of the right one. */
export interface OperandReading {
  /** Elements that one read gives: 4 only where the count of lines, or the inner dimension, divides by four. */
  readonly width: 1 | 4;
  /** Which way those four lie: along the dimension that is summed over, or across lines. */
  readonly along: 'inner' | 'lines';
}

export interface ProductOperands {
  /**
   * WGSL that defines, for either matrix, `fn aLine(row : i32, matrix : i32) -> vec3<i32>`, what is worth computing
   * once for a line, and `fn readA(line : vec3<i32>, k : i32)`, the elements from inner position k on, an f32 or a
   * vec4<f32>; likewise `bLine` and `readB`. The buffers are `a` and `b`. Only elements that exist are asked for.
   */
  readonly code: string;
  readonly a: OperandReading;
  readonly b: OperandReading;
  /** WGSL expressions, uniform in the whole dispatch. */
  readonly rows: string;
  readonly inner: string;
  readonly columns: number;
}

export type OperandWidths = { readonly widthA: 1 | 4; readonly widthB: 1 | 4 };
