import { ModelBuilder } from '../model-builder.ts';
import { rescaledInput, type Template } from './template.ts';

/** After Simonyan and Zisserman, Very deep convolutional networks for large-scale image recognition, 2014. */
export const smallVgg: Template = {
  id: 'small-vgg',
  name: 'Small VGG',
  description: 'Pairs of 3 × 3 convolutions, then pooling, again and again: depth out of one simple pattern.',
  build(sampleShape, classCount) {
    const model = new ModelBuilder();
    let x = rescaledInput(model, sampleShape);
    for (const filters of [16, 32, 64]) {
      for (let repeat = 0; repeat < 2; repeat++) {
        x = model.layer(
          'Conv2D',
          { filters, kernelSize: [3, 3], padding: 'same', activation: 'relu', kernelInitializer: 'he_uniform' },
          x,
        );
      }
      x = model.layer('MaxPooling2D', {}, x);
    }
    x = model.layer('Flatten', {}, x);
    x = model.layer('Dense', { units: 128, activation: 'relu' }, x);
    x = model.layer('Dropout', { rate: 0.5 }, x);
    model.layer('Dense', { units: classCount, activation: 'softmax' }, x);
    return model.build();
  },
};
