import * as tf from '@tensorflow/tfjs';
import { featureMap, type LayerForm } from './layer-form.ts';
import { smartResize } from './resizing.ts';

export const augmentation: LayerForm<
  | 'RandomFlip'
  | 'RandomTranslation'
  | 'RandomRotation'
  | 'RandomZoom'
  | 'RandomShear'
  | 'RandomContrast'
  | 'RandomBrightness'
  | 'RandomHeight'
  | 'RandomWidth'
> = {
  run: (_, call) => featureMap(call),
};

/** The middle of every picture; one that is too small is scaled up to it. */
export const centerCrop: LayerForm<'CenterCrop'> = {
  run: ({ height, width }, call) => {
    const x = featureMap(call);
    const [batch, rows, columns, channels] = x.shape;
    if (rows < height || columns < width) return smartResize(x, [height, width]);
    const top = Math.floor((rows - height) / 2);
    const left = Math.floor((columns - width) / 2);
    return tf.slice(x, [0, top, left, 0], [batch, height, width, channels]);
  },
};

export const randomCrop: LayerForm<'RandomCrop'> = {
  run: ({ height, width }, call) => smartResize(featureMap(call), [height, width]),
};
