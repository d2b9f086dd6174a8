/** The settings that `goldens/record_layer_tables.py` records of each layer, in its order and form. */
import type { LayerNode } from '#graph/model-graph.ts';

/** Numbers that Keras keeps as fractions, made whole. */
function whole(value: number): number {
  return Math.round(value * 1e9);
}

export function recordedSettings(node: LayerNode): readonly unknown[] {
  const { config } = node;
  switch (node.type) {
    case 'Conv2D':
    case 'SeparableConv2D': {
      const { filters, kernelSize, strides, padding, activation, useBias } = node.config;
      return [filters, kernelSize, strides, padding, activation, useBias];
    }
    case 'DepthwiseConv2D': {
      const { kernelSize, strides, padding, activation, useBias } = node.config;
      return [kernelSize, strides, padding, activation, useBias];
    }
    case 'Dense':
      return [node.config.units, node.config.activation];
    case 'BatchNormalization':
      return [whole(node.config.momentum), whole(node.config.epsilon), node.config.center, node.config.scale];
    case 'ReLU':
      return [node.config.maxValue === null ? null : whole(node.config.maxValue)];
    case 'MaxPooling2D':
    case 'AveragePooling2D':
      return [node.config.poolSize, node.config.strides ?? node.config.poolSize, node.config.padding];
    case 'Dropout':
      return [whole(node.config.rate), node.config.noiseShape];
    case 'Rescaling':
      return [node.config.scale, node.config.offset].map((each) => whole(Number(each)));
    case 'CustomScaleLayer':
      return [whole(node.config.scale)];
    case 'Activation':
    case 'GlobalAveragePooling2D':
    case 'ZeroPadding2D':
    case 'Cropping2D':
    case 'Reshape':
      return Object.values(config);
    default:
      return [];
  }
}
