import type { LayerType } from './index.ts';

/** The layers that change pictures at random in training; all but RandomCrop hand them on as they are in use. */
export const randomLayerTypes: ReadonlySet<LayerType> = new Set<LayerType>([
  'RandomCrop',
  'RandomFlip',
  'RandomTranslation',
  'RandomRotation',
  'RandomZoom',
  'RandomShear',
  'RandomContrast',
  'RandomBrightness',
  'RandomHeight',
  'RandomWidth',
]);
