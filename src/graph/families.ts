/**
 * Families of layers: what a layer is for. One colour and one icon each, everywhere.
 */
export const layerFamilies = [
  'input',
  'convolution',
  'pooling',
  'normalization',
  'regularization',
  'shape',
  'dense',
  'activation',
  'merge',
  'augmentation',
  'unknown',
] as const;

export type LayerFamily = (typeof layerFamilies)[number];
