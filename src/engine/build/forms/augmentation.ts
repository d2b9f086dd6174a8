/**
 * Keras's random preprocessing layers where they stand within a network, not behind its Input: the same passes over what
 * they read. No gradient goes through them; validation keeps layers with weights from standing before one.
 */
import * as tf from '@tensorflow/tfjs';
import type { AugmentationLayer } from '#data/augmentation/augmentation-layer.ts';
import type { Occasion } from '#data/augmentation/draw.ts';
import { planPasses } from '#data/augmentation/plan-passes.ts';
import { runPasses } from '../../augmentation/run-passes.ts';
import { featureMap, type LayerCall, type LayerForm } from './layer-form.ts';
import { smartResize } from './resizing.ts';

/** In training the layer's passes, each picture with its own draws. */
function augmented(layer: (name: string) => AugmentationLayer, call: LayerCall): tf.Tensor4D {
  const x = featureMap(call);
  const [batch, height, width] = x.shape;
  const seed = call.networkSeed;
  const rows = Uint32Array.from({ length: batch }, (_, index) => index);
  // Where nobody says which samples these are, every step draws anew.
  const unnamed = () => Array.from(rows, (sample): Occasion => ({ seed, epoch: call.step, sample }));
  return runPasses(planPasses([layer(call.layerName)], { height, width }), x, call.occasions ?? unnamed(), rows);
}

function unlessInUse(call: LayerCall, layer: (name: string) => AugmentationLayer): tf.Tensor4D {
  return call.training ? augmented(layer, call) : featureMap(call);
}

export const randomFlip: LayerForm<'RandomFlip'> = {
  run: (config, call) => unlessInUse(call, (name) => ({ name, type: 'RandomFlip', config })),
};
export const randomTranslation: LayerForm<'RandomTranslation'> = {
  run: (config, call) => unlessInUse(call, (name) => ({ name, type: 'RandomTranslation', config })),
};
export const randomRotation: LayerForm<'RandomRotation'> = {
  run: (config, call) => unlessInUse(call, (name) => ({ name, type: 'RandomRotation', config })),
};
export const randomZoom: LayerForm<'RandomZoom'> = {
  run: (config, call) => unlessInUse(call, (name) => ({ name, type: 'RandomZoom', config })),
};
export const randomShear: LayerForm<'RandomShear'> = {
  run: (config, call) => unlessInUse(call, (name) => ({ name, type: 'RandomShear', config })),
};
export const randomContrast: LayerForm<'RandomContrast'> = {
  run: (config, call) => unlessInUse(call, (name) => ({ name, type: 'RandomContrast', config })),
};
export const randomBrightness: LayerForm<'RandomBrightness'> = {
  run: (config, call) => unlessInUse(call, (name) => ({ name, type: 'RandomBrightness', config })),
};
export const randomHeight: LayerForm<'RandomHeight'> = {
  run: (config, call) => unlessInUse(call, (name) => ({ name, type: 'RandomHeight', config })),
};
export const randomWidth: LayerForm<'RandomWidth'> = {
  run: (config, call) => unlessInUse(call, (name) => ({ name, type: 'RandomWidth', config })),
};

/** In use, the largest middle part of the wanted proportions, scaled. */
export const randomCrop: LayerForm<'RandomCrop'> = {
  run: (config, call) =>
    call.training
      ? augmented((name) => ({ name, type: 'RandomCrop', config }), call)
      : smartResize(featureMap(call), [config.height, config.width]),
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
