import { ModelBuilder } from '../model-builder.ts';
import type { NodeId } from '../model-graph.ts';
import { rescaledInput, type Template } from './template.ts';

/** After Szegedy et al., Going deeper with convolutions, 2014. */
export const smallInception: Template = {
  id: 'small-inception',
  name: 'Small Inception',
  description: 'Each module looks with kernels of several sizes at once and concatenates what they find.',
  build(sampleShape, classCount) {
    const model = new ModelBuilder();
    let x = rescaledInput(model, sampleShape);
    x = convolution(model, x, 16, 3);
    x = model.layer('MaxPooling2D', {}, x);
    x = inceptionModule(model, x, 8);
    x = model.layer('MaxPooling2D', {}, x);
    x = inceptionModule(model, x, 16);
    x = model.layer('GlobalAveragePooling2D', {}, x);
    model.layer('Dense', { units: classCount, activation: 'softmax' }, x);
    return model.build();
  },
};

/** Four branches; the 1 × 1 convolutions in front of the larger kernels keep these cheap. */
function inceptionModule(model: ModelBuilder, x: NodeId, width: number): NodeId {
  const branch1x1 = convolution(model, x, width, 1);
  const branch3x3 = convolution(model, convolution(model, x, width, 1), 2 * width, 3);
  const branch5x5 = convolution(model, convolution(model, x, width / 2, 1), width, 5);
  const pooled = model.layer('MaxPooling2D', { poolSize: [3, 3], strides: [1, 1], padding: 'same' }, x);
  return model.layer('Concatenate', {}, branch1x1, branch3x3, branch5x5, convolution(model, pooled, width, 1));
}

function convolution(model: ModelBuilder, x: NodeId, filters: number, kernel: 1 | 3 | 5): NodeId {
  return model.layer('Conv2D', { filters, kernelSize: [kernel, kernel], padding: 'same', activation: 'relu' }, x);
}
