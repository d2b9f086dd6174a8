import { ModelBuilder } from '../model-builder.ts';
import { rescaledInput, type Template } from './template.ts';

export const lectureCnn: Template = {
  id: 'lecture-cnn',
  name: 'Lecture CNN',
  description: 'Two convolutions, two poolings and a classifier: the network the lecture begins with.',
  build(sampleShape, classCount) {
    const model = new ModelBuilder();
    let x = rescaledInput(model, sampleShape);
    for (const filters of [32, 64]) {
      x = model.layer('Conv2D', { filters, kernelSize: [3, 3], activation: 'relu' }, x);
      x = model.layer('MaxPooling2D', { poolSize: [2, 2] }, x);
    }
    x = model.layer('Flatten', {}, x);
    x = model.layer('Dense', { units: 128, activation: 'relu' }, x);
    model.layer('Dense', { units: classCount, activation: 'softmax' }, x);
    return model.build();
  },
};
