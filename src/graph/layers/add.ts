import { elementwiseMerge } from '../layer-forms/merge.ts';

/** Keras: `keras.layers.Add`. */
export const add = elementwiseMerge(
  'Add',
  'Adds branches number by number. It closes the short cut of a residual block, as in ResNet, which lets very deep networks learn.',
);
