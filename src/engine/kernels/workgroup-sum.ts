/** A sum over few rows in one dispatch: one workgroup goes through them all, where more would need a second dispatch. */

export const workgroupSize = 64;

/**
 * WGSL for `fn main`, in a dispatch of one workgroup of that size: adds `valueOf(row)`, a function of the caller's, over
 * `rows` rows, and writes `output`, an expression of `total`, to the result.
 */
export function workgroupSum(rows: string, output: string): string {
  return `
  var<workgroup> sums : array<f32, ${workgroupSize}>;
  fn main(index : i32) {
    var own = 0.0;
    for (var row = index; row < ${rows}; row += ${workgroupSize}) { own += valueOf(row); }
    sums[index] = own;
    workgroupBarrier();
    if (index == 0) {
      var total = 0.0;
      for (var i = 0; i < min(${workgroupSize}, ${rows}); i++) { total += sums[i]; }
      result[0] = ${output};
    }
  }`;
}
