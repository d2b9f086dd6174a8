import type { ModelGraph } from '#graph/model-graph.ts';
import { chain } from './chain.ts';

/** The lecture's network by the goldens' names: 225,034 parameters, reads 28 × 28 grey pictures of 0..1. */
export function lectureCnn(): ModelGraph {
  return chain(
    { type: 'Input', name: 'input', config: { shape: [28, 28, 1] } },
    { type: 'Conv2D', name: 'conv1', config: { filters: 32, activation: 'relu' } },
    { type: 'MaxPooling2D', name: 'pool1' },
    { type: 'Conv2D', name: 'conv2', config: { filters: 64, activation: 'relu' } },
    { type: 'MaxPooling2D', name: 'pool2' },
    { type: 'Flatten', name: 'flatten' },
    { type: 'Dense', name: 'dense1', config: { units: 128, activation: 'relu' } },
    { type: 'Dense', name: 'dense2', config: { units: 10, activation: 'softmax' } },
  );
}
