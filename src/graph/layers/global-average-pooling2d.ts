import { globalPooling } from '../layer-forms/pooling.ts';

/** Keras: `keras.layers.GlobalAveragePooling2D`. */
export const globalAveragePooling2d = globalPooling(
  'GlobalAveragePooling2D',
  'Averages each feature map into one number. ' +
    'It leads from feature maps to a classifier with far fewer parameters than Flatten, and for pictures of any size.',
);
