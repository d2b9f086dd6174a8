import { elementwiseMerge } from '../layer-forms/merge.ts';

/** Keras: `keras.layers.Minimum`. */
export const minimum = elementwiseMerge(
  'Minimum',
  'Keeps the smallest of the branches’ numbers at every place. Use it where all branches should agree.',
);
