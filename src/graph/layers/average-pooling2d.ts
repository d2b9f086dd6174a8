import { windowPooling } from '../layer-forms/pooling.ts';

/** Keras: `keras.layers.AveragePooling2D`. Padded pixels do not count in the average. */
export const averagePooling2d = windowPooling(
  'AveragePooling2D',
  'Replaces each small window by its average and so shrinks the picture. ' +
    'It is gentler than taking the maximum and suits smooth features; LeNet used it.',
);
