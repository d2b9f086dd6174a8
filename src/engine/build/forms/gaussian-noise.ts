import * as tf from '@tensorflow/tfjs';
import { combineSeeds, uniformAt } from '#base/random.ts';
import { type LayerForm, onlyInput } from './layer-form.ts';

/** Normal draws of mean 0, two from each pair of uniform draws (Box and Muller's transform). */
function noise(size: number, stddev: number, seed: number): Float32Array {
  const draws = new Float32Array(size);
  for (let place = 0; place < size; place += 2) {
    const radius = stddev * Math.sqrt(-2 * Math.log(1 - uniformAt(seed, place)));
    const angle = 2 * Math.PI * uniformAt(seed, place + 1);
    draws[place] = radius * Math.cos(angle);
    if (place + 1 < size) draws[place + 1] = radius * Math.sin(angle);
  }
  return draws;
}

/** Fresh each step, and repeatable: the noise follows from seed, layer and step. */
export const gaussianNoise: LayerForm<'GaussianNoise'> = {
  run: ({ stddev }, call) => {
    const x = onlyInput(call);
    if (!call.training || stddev === 0) return x;
    return tf.add(x, tf.tensor(noise(x.size, stddev, combineSeeds(call.seed, call.step)), x.shape));
  },
};
