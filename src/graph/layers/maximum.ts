import { elementwiseMerge } from '../layer-forms/merge.ts';

/** Keras: `keras.layers.Maximum`. */
export const maximum = elementwiseMerge(
  'Maximum',
  'Keeps the largest of the branches’ numbers at every place. Use it where one strong answer should be enough.',
);
