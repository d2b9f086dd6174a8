import { ModelBuilder } from '../model-builder.ts';
import type { NodeId } from '../model-graph.ts';
import { rescaledInput, type Template } from './template.ts';

/** After He et al., Deep residual learning for image recognition, 2015: one basic block for each size of maps. */
export const smallResnet: Template = {
  id: 'small-resnet',
  name: 'Small ResNet',
  description: 'Every block adds its input to its output, so that even a deep network learns well.',
  build(sampleShape, classCount) {
    const model = new ModelBuilder();
    let x = rescaledInput(model, sampleShape);
    x = model.layer('ReLU', {}, convolution(model, x, 16, 3, 1));
    for (const [filters, stride] of [
      [16, 1],
      [32, 2],
      [64, 2],
    ] as const) {
      x = residualBlock(model, x, filters, stride);
    }
    x = model.layer('GlobalAveragePooling2D', {}, x);
    model.layer('Dense', { units: classCount, activation: 'softmax' }, x);
    return model.build();
  },
};

function residualBlock(model: ModelBuilder, x: NodeId, filters: number, stride: 1 | 2): NodeId {
  const inner = model.layer('ReLU', {}, convolution(model, x, filters, 3, stride));
  const residual = convolution(model, inner, filters, 3, 1);
  const shortcut = stride === 1 ? x : convolution(model, x, filters, 1, stride);
  return model.layer('ReLU', {}, model.layer('Add', {}, shortcut, residual));
}

/** Needs no bias: BatchNormalization brings its own. */
function convolution(model: ModelBuilder, x: NodeId, filters: number, kernel: 1 | 3, stride: 1 | 2): NodeId {
  const convolved = model.layer(
    'Conv2D',
    { filters, kernelSize: [kernel, kernel], strides: [stride, stride], padding: 'same', useBias: false },
    x,
  );
  return model.layer('BatchNormalization', {}, convolved);
}
