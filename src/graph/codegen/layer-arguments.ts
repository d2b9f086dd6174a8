/** Which of a layer's settings a program has to say: those that differ from Keras's defaults, and those without one. */
import * as v from 'valibot';
import { writeLayer } from '../keras/layer-configs.ts';
import { definitionOf } from '../layers/definition-of.ts';
import type { LayerType } from '../layers/index.ts';
import type { LayerNode } from '../model-graph.ts';

export interface LayerArguments {
  readonly className: string;
  /** By Keras's names, in the order of its signature. */
  readonly settings: readonly (readonly [string, unknown])[];
}

const required: { readonly [Type in LayerType]?: readonly string[] } = {
  Rescaling: ['scale'],
  Resizing: ['height', 'width'],
  CenterCrop: ['height', 'width'],
  RandomCrop: ['height', 'width'],
  Conv2D: ['filters', 'kernel_size'],
  DepthwiseConv2D: ['kernel_size'],
  SeparableConv2D: ['filters', 'kernel_size'],
  Conv2DTranspose: ['filters', 'kernel_size'],
  Dense: ['units'],
  Activation: ['activation'],
  Reshape: ['target_shape'],
  Dropout: ['rate'],
  SpatialDropout2D: ['rate'],
  GaussianNoise: ['stddev'],
  CustomScaleLayer: ['scale'],
};

/** `alwaysSaid`: settings by Keras's names that the program names even where they are Keras's defaults. */
export function layerArguments(node: LayerNode, alwaysSaid?: RegExp): LayerArguments {
  const { className, config } = writeLayer(node);
  const { family, schema } = definitionOf(node.type);
  const usual = writeLayer({ ...node, config: v.parse(schema, {}) } as LayerNode).config;
  const isSaid = ([key, value]: readonly [string, unknown]) =>
    required[node.type]?.includes(key) ||
    alwaysSaid?.test(key) ||
    // Nobody knows the defaults of augmentation by heart, and they decide what is seen.
    (family === 'augmentation' && value !== null) ||
    JSON.stringify(value) !== JSON.stringify(usual[key]);
  return { className, settings: Object.entries(config).filter(isSaid) };
}

/** A fraction that decimals do not hold, but one over a whole number is, as that: `1 / 255`. */
export function numberText(value: number): string {
  const text = String(value);
  const inverse = Math.round(1 / value);
  return text.length > 10 && Math.abs(inverse) > 1 && 1 / inverse === value ? `1 / ${inverse}` : text;
}
