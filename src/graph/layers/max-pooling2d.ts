import { windowPooling } from '../layer-forms/pooling.ts';

/** Keras: `keras.layers.MaxPooling2D`. */
export const maxPooling2d = windowPooling(
  'MaxPooling2D',
  'Keeps the largest number of each small window and so shrinks the picture. ' +
    'What was found stays, exactly where it was found matters less, and the following layers have less to do.',
);
