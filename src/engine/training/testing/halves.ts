/** A task that is learned in a second: pictures that are bright on the left or on the right, and a network for them. */
import type { PictureSet } from '#data/picture-set.ts';
import { chain } from '../../testing/chain.ts';

/** 240 pictures of 4 × 4 grey pixels, with some noise. */
export const halves: PictureSet = (() => {
  const count = 240;
  const pixels = Uint8Array.from({ length: count * 16 }, (_, index) => {
    const isLeft = index % 4 < 2;
    const label = Math.floor(index / 16) % 2;
    return (isLeft === (label === 0) ? 200 : 40) + ((index * 7919) % 40);
  });
  const labels = Uint8Array.from({ length: count }, (_, index) => index % 2);
  return {
    height: 4,
    width: 4,
    channels: 1,
    count,
    pixels,
    labels,
    classNames: ['left', 'right'],
    isLightOnDark: false,
  };
})();

/** With everything in it that has a memory or draws at random. */
export const halvesGraph = chain(
  { type: 'Input', config: { shape: [4, 4, 1] } },
  { type: 'Rescaling' },
  { type: 'Conv2D', config: { filters: 4, activation: 'relu' } },
  { type: 'BatchNormalization', config: { momentum: 0.8 } },
  { type: 'Dropout', config: { rate: 0.2 } },
  { type: 'Flatten' },
  { type: 'Dense', config: { units: 2, activation: 'softmax' } },
);

/** With augmentation in front. */
export const augmentedHalvesGraph = chain(
  { type: 'Input', config: { shape: [4, 4, 1] } },
  { type: 'RandomFlip', config: { mode: 'horizontal_and_vertical' } },
  { type: 'RandomTranslation', config: { heightFactor: [-0.3, 0.3], widthFactor: [-0.3, 0.3] } },
  { type: 'Rescaling' },
  { type: 'Flatten' },
  { type: 'Dropout', config: { rate: 0.2 } },
  { type: 'Dense', config: { units: 2, activation: 'softmax' } },
);
