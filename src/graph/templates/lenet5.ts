import { ModelBuilder } from '../model-builder.ts';
import { rescaledInput, type Template } from './template.ts';

/**
 * LeCun et al., Gradient-based learning applied to document recognition, 1998; with full connections between the second
 * pair of maps and softmax in place of the radial basis functions, as it is usually built today.
 */
export const lenet5: Template = {
  id: 'lenet-5',
  name: 'LeNet-5',
  description: 'The network that read handwritten cheques in 1998: average pooling, tanh and few parameters.',
  build(sampleShape, classCount) {
    const model = new ModelBuilder();
    let x = rescaledInput(model, sampleShape);
    x = model.layer('Conv2D', { filters: 6, kernelSize: [5, 5], padding: 'same', activation: 'tanh' }, x);
    x = model.layer('AveragePooling2D', {}, x);
    x = model.layer('Conv2D', { filters: 16, kernelSize: [5, 5], activation: 'tanh' }, x);
    x = model.layer('AveragePooling2D', {}, x);
    x = model.layer('Flatten', {}, x);
    for (const units of [120, 84]) x = model.layer('Dense', { units, activation: 'tanh' }, x);
    model.layer('Dense', { units: classCount, activation: 'softmax' }, x);
    return model.build();
  },
};
