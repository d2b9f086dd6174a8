import { ModelBuilder } from '../model-builder.ts';
import type { NodeId } from '../model-graph.ts';
import { rescaledInput, type Template } from './template.ts';

/** After Howard et al., MobileNets: efficient convolutional neural networks for mobile vision applications, 2017. */
export const smallMobilenet: Template = {
  id: 'small-mobilenet',
  name: 'Small MobileNet',
  description: 'Depthwise and 1 × 1 convolutions in place of full ones: nearly as good for a fraction of the work.',
  build(sampleShape, classCount) {
    const model = new ModelBuilder();
    let x = rescaledInput(model, sampleShape);
    x = model.layer('Conv2D', { filters: 16, kernelSize: [3, 3], padding: 'same', useBias: false }, x);
    x = normalized(model, x);
    for (const [filters, stride] of [
      [32, 2],
      [64, 1],
      [64, 2],
      [128, 1],
    ] as const) {
      x = separableBlock(model, x, filters, stride);
    }
    x = model.layer('GlobalAveragePooling2D', {}, x);
    model.layer('Dense', { units: classCount, activation: 'softmax' }, x);
    return model.build();
  },
};

function separableBlock(model: ModelBuilder, x: NodeId, filters: number, stride: 1 | 2): NodeId {
  const depthwise = model.layer(
    'DepthwiseConv2D',
    { kernelSize: [3, 3], strides: [stride, stride], padding: 'same', useBias: false },
    x,
  );
  const pointwise = model.layer(
    'Conv2D',
    { filters, kernelSize: [1, 1], padding: 'same', useBias: false },
    normalized(model, depthwise),
  );
  return normalized(model, pointwise);
}

/** BatchNormalization and ReLU6. */
function normalized(model: ModelBuilder, x: NodeId): NodeId {
  return model.layer('ReLU', { maxValue: 6 }, model.layer('BatchNormalization', {}, x));
}
