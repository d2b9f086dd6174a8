/** Matrix product in float64. */

export interface MatMulReference {
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/** The product [rows, columns] of one pair of matrices. */
export function matMulReference(p: MatMulReference, a: ArrayLike<number>, b: ArrayLike<number>): Float64Array {
  const product = new Float64Array(p.rows * p.columns);
  for (let r = 0; r < p.rows; r++)
    for (let c = 0; c < p.columns; c++) {
      let sum = 0;
      for (let k = 0; k < p.inner; k++) {
        const left = a[p.transposeA ? k * p.rows + r : r * p.inner + k] ?? Number.NaN;
        const right = b[p.transposeB ? c * p.inner + k : k * p.columns + c] ?? Number.NaN;
        sum += left * right;
      }
      product[r * p.columns + c] = sum;
    }
  return product;
}
