/** Pooling, over a sliding window and over the whole feature map. */
import type { LayerConfig } from '#graph/layers/index.ts';
import { windowPads } from './onnx-convolution.ts';
import { featureMap, type OnnxCall, type OnnxForm } from './onnx-form.ts';
import type { OnnxValue } from './onnx-graph.ts';

function pool(opType: 'MaxPool' | 'AveragePool') {
  return (config: LayerConfig<'MaxPooling2D'>, call: OnnxCall): OnnxValue => {
    const { poolSize, padding } = config;
    const strides = config.strides ?? poolSize;
    const { x, height, width } = featureMap(call);
    const name = call.graph.operation(opType, [x.name], {
      kernel_shape: poolSize,
      strides,
      pads: windowPads([height, width], poolSize, strides, padding),
      // Padded pixels do not count in the average, as in TensorFlow.
      ...(opType === 'AveragePool' ? { count_include_pad: 0 } : {}),
    });
    return { name, shape: call.output, isChannelsFirst: true };
  };
}

export const maxPooling2d: OnnxForm<'MaxPooling2D'> = pool('MaxPool');
export const averagePooling2d: OnnxForm<'AveragePooling2D'> = pool('AveragePool');

function poolGlobally(opType: 'GlobalAveragePool' | 'GlobalMaxPool') {
  return ({ keepdims }: { readonly keepdims: boolean }, call: OnnxCall): OnnxValue => {
    const { graph, output: shape } = call;
    const pooled = graph.operation(opType, [featureMap(call).x.name]);
    if (keepdims) return { name: pooled, shape, isChannelsFirst: true };
    return { name: graph.operation('Flatten', [pooled]), shape, isChannelsFirst: false };
  };
}

export const globalAveragePooling2d: OnnxForm<'GlobalAveragePooling2D'> = poolGlobally('GlobalAveragePool');
export const globalMaxPooling2d: OnnxForm<'GlobalMaxPooling2D'> = poolGlobally('GlobalMaxPool');
