/** Sum over leading axes, such as a bias gradient; other axes stay with the stock kernel. */
import { backend_util, Sum, type SumAttrs, type TensorInfo, util } from '@tensorflow/tfjs';
import { kernelEntry } from '../kernel-entry.ts';
import { runColumnSum } from './column-sum.ts';

export const sum = kernelEntry<{ readonly x: TensorInfo }, SumAttrs>(
  Sum,
  ({ inputs: { x }, attrs: { axis, keepDims }, backend }) => {
    const axes = util.parseAxisParam(axis, x.shape);
    const isLeading = axes.every((reduced, position) => reduced === position);
    if (!isLeading || x.dtype !== 'float32' || axes.length === 0) return undefined;
    const [outShape] = backend_util.computeOutAndReduceShapes(x.shape, axes);
    const columns = util.sizeFromShape(outShape);
    // Rows of one element are no columns to read side by side: the stock tree reduction is the better one there.
    if (columns < 4 || util.sizeFromShape(x.shape) === 0) return undefined;
    return runColumnSum(backend, x, keepDims ? backend_util.expandShapeToKeepDim(outShape, axes) : outShape);
  },
);
