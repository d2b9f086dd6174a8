/** Keras's initializers for kernels, by their Keras names; all take Keras's default arguments and the document's seed. */
import * as v from 'valibot';

export const initializerNames = [
  'glorot_uniform',
  'glorot_normal',
  'he_uniform',
  'he_normal',
  'lecun_uniform',
  'lecun_normal',
  'random_uniform',
  'random_normal',
  'truncated_normal',
  'zeros',
  'ones',
] as const;

export type InitializerName = (typeof initializerNames)[number];

export const initializerSchema = v.picklist(initializerNames);
