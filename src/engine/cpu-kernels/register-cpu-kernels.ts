/** Puts faster kernels of our own over tfjs's on the processor. Results differ by rounding only. */
import * as tf from '@tensorflow/tfjs';
import { filterGradient, inputGradient } from './conv2d-gradients.ts';
import { maxPoolGradient } from './max-pool-gradient.ts';

/** The part of tfjs's CPU backend that kernels use; `@tensorflow/tfjs` does not export its type. */
interface CpuBackend {
  readSync(dataId: object): Float32Array;
  makeTensorInfo(shape: number[], dtype: tf.DataType, values: Float32Array): tf.TensorInfo;
}

interface Call {
  readonly inputs: Readonly<Record<'x' | 'dy' | 'filter' | 'input', tf.TensorInfo>>;
  readonly backend: CpuBackend;
  readonly attrs: {
    readonly strides: [number, number] | number;
    readonly pad: 'valid' | 'same' | number;
    readonly dataFormat: 'NHWC' | 'NCHW';
    readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
    readonly filterShape: [number, number, number, number];
    readonly inputShape: [number, number, number, number];
    readonly filterSize: [number, number] | number;
  };
}

type Shape4D = [number, number, number, number];

function convolutionInfo({ attrs }: Call, input: number[], filter: number[]): tf.backend_util.Conv2DInfo {
  const { strides, pad, dimRoundingMode } = attrs;
  return tf.backend_util.computeConv2DInfo(input as Shape4D, filter as Shape4D, strides, 1, pad, dimRoundingMode);
}

/** By tfjs's kernel name; undefined where the stock kernel is to do it. */
const kernels: Readonly<Record<string, (call: Call) => tf.TensorInfo | undefined>> = {
  [tf.Conv2DBackpropFilter]: (call) => {
    const { inputs, backend, attrs } = call;
    if (attrs.dataFormat !== 'NHWC') return undefined;
    const info = convolutionInfo(call, inputs.x.shape, attrs.filterShape);
    const dw = filterGradient(backend.readSync(inputs.x.dataId), backend.readSync(inputs.dy.dataId), info);
    return backend.makeTensorInfo([...attrs.filterShape], 'float32', dw);
  },
  [tf.Conv2DBackpropInput]: (call) => {
    const { inputs, backend, attrs } = call;
    if (attrs.dataFormat !== 'NHWC') return undefined;
    const info = convolutionInfo(call, attrs.inputShape, inputs.filter.shape);
    const dx = inputGradient(backend.readSync(inputs.dy.dataId), backend.readSync(inputs.filter.dataId), info);
    return backend.makeTensorInfo([...attrs.inputShape], 'float32', dx);
  },
  [tf.MaxPoolGrad]: ({ inputs, backend, attrs }) => {
    const { filterSize, strides, pad, dimRoundingMode } = attrs;
    const { shape, dataId } = inputs.input;
    const info = tf.backend_util.computePool2DInfo(shape as Shape4D, filterSize, strides, 1, pad, dimRoundingMode);
    const dx = maxPoolGradient(backend.readSync(dataId), backend.readSync(inputs.dy.dataId), info);
    return backend.makeTensorInfo(shape, 'float32', dx);
  },
};

let isRegistered = false;

/** Calling it again changes nothing. */
export function registerCpuKernels(): void {
  if (isRegistered) return;
  isRegistered = true;
  for (const [kernelName, run] of Object.entries(kernels)) {
    const stock = tf.getKernel(kernelName, 'cpu');
    tf.unregisterKernel(kernelName, 'cpu');
    tf.registerKernel({
      ...stock,
      // tfjs types the arguments of all kernels by the loosest of them.
      kernelFunc: (call) => run(call as unknown as Call) ?? stock.kernelFunc(call),
    });
  }
}
