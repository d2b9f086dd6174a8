/** Settings fields that several layer types share, with the limits of their schemas in `config-schemas.ts`. */
import { activationNames } from './activations.ts';
import { initializerNames } from './initializers.ts';
import { resizeMethods } from './resize-weights.ts';

export const filtersField = {
  key: 'filters',
  label: 'Filters',
  control: 'integer',
  min: 1,
  max: 4096,
  help: 'How many kernels are learned, and so how many feature maps come out.',
} as const;

export const kernelSizeField = {
  key: 'kernelSize',
  label: 'Kernel size',
  control: 'integers',
  parts: ['height', 'width'],
  min: 1,
  max: 64,
  unit: 'px',
} as const;

export const stridesField = {
  key: 'strides',
  label: 'Strides',
  control: 'integers',
  parts: ['down', 'right'],
  min: 1,
  max: 64,
  unit: 'px',
  help: 'How far the window moves from one place to the next.',
} as const;

export const paddingField = {
  key: 'padding',
  label: 'Padding',
  control: 'choice',
  options: ['valid', 'same'],
  help: '“same” pads the border with zeros so that, at stride 1, the size stays; “valid” does not pad.',
} as const;

export const dilationRateField = {
  key: 'dilationRate',
  label: 'Dilation rate',
  control: 'integers',
  parts: ['down', 'right'],
  min: 1,
  max: 64,
  help: 'Spreads the kernel: its points lie this many pixels apart.',
} as const;

export const groupsField = {
  key: 'groups',
  label: 'Groups',
  control: 'integer',
  min: 1,
  max: 4096,
  help: 'Cuts the channels into so many parts, each with filters of its own that see nothing of the others.',
} as const;

export const depthMultiplierField = {
  key: 'depthMultiplier',
  label: 'Depth multiplier',
  control: 'integer',
  min: 1,
  max: 64,
  help: 'How many kernels each input channel gets.',
} as const;

export const activationField = {
  key: 'activation',
  label: 'Activation',
  control: 'choice',
  options: activationNames,
} as const;

export const useBiasField = { key: 'useBias', label: 'Use bias', control: 'switch' } as const;

export const kernelInitializerField = {
  key: 'kernelInitializer',
  label: 'Kernel initializer',
  control: 'choice',
  options: initializerNames,
  help: 'How the weights are drawn before training.',
} as const;

export const axisField = {
  key: 'axis',
  label: 'Axis',
  control: 'integer',
  min: -4,
  max: 4,
  help: '-1 is the last axis, the channels; 0 would be the batch.',
} as const;

export const epsilonField = {
  key: 'epsilon',
  label: 'Epsilon',
  control: 'number',
  min: 1e-12,
  max: 1,
  step: 0.0001,
  help: 'Added to the variance so that nothing is divided by zero.',
} as const;

export const centerField = {
  key: 'center',
  label: 'Center',
  control: 'switch',
  help: 'Learn an offset, beta.',
} as const;
export const scaleField = { key: 'scale', label: 'Scale', control: 'switch', help: 'Learn a factor, gamma.' } as const;

export const rateField = {
  key: 'rate',
  label: 'Rate',
  control: 'number',
  min: 0,
  max: 0.95,
  step: 0.05,
  help: 'The share that is set to zero in each training step.',
} as const;

export const negativeSlopeField = {
  key: 'negativeSlope',
  label: 'Negative slope',
  control: 'number',
  min: 0,
  max: 10,
  step: 0.05,
  help: 'What values below zero are multiplied by.',
} as const;

export const resizeMethodField = {
  key: 'interpolation',
  label: 'Interpolation',
  control: 'choice',
  options: resizeMethods,
} as const;
