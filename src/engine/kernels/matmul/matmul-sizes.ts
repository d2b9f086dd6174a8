/** What a matrix product is given, and the sizes that follow. */
import { broadcast_util, type TensorInfo, util } from '@tensorflow/tfjs';
import type { FusedActivation } from '../activation.ts';

export interface MatMulArguments {
  /** [..., rows, inner], or [..., inner, rows] with `transposeA`. */
  readonly a: TensorInfo;
  /** [..., inner, columns], or [..., columns, inner] with `transposeB`. */
  readonly b: TensorInfo;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  /** [columns]. */
  readonly bias?: TensorInfo | undefined;
  readonly activation?: FusedActivation | undefined;
  readonly leakyreluAlpha?: number | undefined;
}

export interface MatMulSizes {
  readonly rows: number;
  readonly inner: number;
  readonly outColumns: number;
  readonly matrices: number;
  readonly outputShape: readonly number[];
  readonly broadcastA: boolean;
  readonly broadcastB: boolean;
}

/**
 * The sizes of a product, or undefined for what no kernel of ours covers: batch dimensions that broadcast in more than one
 * way at once, and products of nothing.
 */
export function matMulSizes({ a, b, transposeA, transposeB }: MatMulArguments): MatMulSizes | undefined {
  const [a1 = 1, a0 = 1] = a.shape.slice(-2);
  const [b1 = 1, b0 = 1] = b.shape.slice(-2);
  const batchA = a.shape.slice(0, -2);
  const batchB = b.shape.slice(0, -2);
  const batch = broadcast_util.assertAndGetBroadcastShape(batchA, batchB);
  const matrices = util.sizeFromShape(batch);
  const countA = util.sizeFromShape(batchA);
  const countB = util.sizeFromShape(batchB);
  if ((countA !== matrices && countA !== 1) || (countB !== matrices && countB !== 1)) return undefined;
  const [rows, inner] = transposeA ? [a0, a1] : [a1, a0];
  const outColumns = transposeB ? b1 : b0;
  if (matrices * rows * inner * outColumns === 0) return undefined;
  return {
    rows,
    inner,
    outColumns,
    matrices,
    outputShape: [...batch, rows, outColumns],
    broadcastA: countA === 1,
    broadcastB: countB === 1,
  };
}
