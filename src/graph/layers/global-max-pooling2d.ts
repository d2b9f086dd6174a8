import { globalPooling } from '../layer-forms/pooling.ts';

/** Keras: `keras.layers.GlobalMaxPooling2D`. */
export const globalMaxPooling2d = globalPooling(
  'GlobalMaxPooling2D',
  'Keeps the largest number of each feature map: whether a feature was found anywhere at all. ' +
    'Use it before a classifier where one strong hit should decide.',
);
