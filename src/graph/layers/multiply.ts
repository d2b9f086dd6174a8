import { elementwiseMerge } from '../layer-forms/merge.ts';

/** Keras: `keras.layers.Multiply`. */
export const multiply = elementwiseMerge(
  'Multiply',
  'Multiplies branches number by number. One branch can so act as a gate that lets the features of another through or holds them back.',
);
