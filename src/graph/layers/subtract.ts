import { elementwiseMerge } from '../layer-forms/merge.ts';

/** Keras: `keras.layers.Subtract`. */
export const subtract = elementwiseMerge(
  'Subtract',
  'Subtracts the second branch from the first, number by number. Use it to compare two branches: what remains is where they differ.',
  { arity: { min: 2, max: 2 } },
);
