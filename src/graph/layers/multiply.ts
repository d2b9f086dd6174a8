import { broadcastShape, elementwiseMerge } from '../layer-forms/merge.ts';

/** Keras: `keras.layers.Multiply`. A branch `[1, 1, channels]` gates the channels of another. */
export const multiply = elementwiseMerge(
  'Multiply',
  'Multiplies branches number by number. One branch can so act as a gate that lets the features of another through or holds them back.',
  { inferOutput: broadcastShape },
);
