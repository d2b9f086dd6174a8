/**
 * Every layer type, by its Keras name. To add one: write its file, list it here, and give it an executable form in
 * `engine/build`; the compiler names whatever is still missing.
 */
import type * as v from 'valibot';
import { conv2d } from './conv2d.ts';
import { input } from './input.ts';

export const layerDefinitions = {
  Input: input,
  Conv2D: conv2d,
} as const;

export type LayerType = keyof typeof layerDefinitions;
export type LayerConfig<Type extends LayerType> = v.InferOutput<(typeof layerDefinitions)[Type]['schema']>;

export const layerTypes = Object.keys(layerDefinitions) as readonly LayerType[];
