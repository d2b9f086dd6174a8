import { elementwiseMerge } from '../layer-forms/merge.ts';

/** Keras: `keras.layers.Average`. */
export const average = elementwiseMerge(
  'Average',
  'Takes the mean of branches, number by number. Use it to let several branches vote on equal terms.',
);
