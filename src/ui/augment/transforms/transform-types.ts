import type { LayerType } from '#graph/layers/index.ts';

/** The transforms on offer, the most used first. */
export const transformTypes = [
  'RandomFlip',
  'RandomRotation',
  'RandomTranslation',
  'RandomZoom',
  'RandomShear',
  'RandomContrast',
  'RandomBrightness',
  'RandomCrop',
  'CenterCrop',
  'RandomHeight',
  'RandomWidth',
] as const satisfies readonly LayerType[];

/** Settings that a new transform starts from where Keras asks for some: a crop of seven eighths of the picture. */
export function startingConfig(
  type: LayerType,
  [height, width]: readonly [number, number, number],
): Readonly<Record<string, unknown>> {
  if (type !== 'RandomCrop' && type !== 'CenterCrop') return {};
  const part = (size: number) => Math.max(1, Math.round((size * 7) / 8));
  return { height: part(height), width: part(width) };
}

/** What suits nearly every picture: small turns, shifts and zooms. */
export const gentleSet = [
  { type: 'RandomRotation', config: { factor: 0.03 } },
  { type: 'RandomTranslation', config: { heightFactor: 0.08, widthFactor: 0.08 } },
  { type: 'RandomZoom', config: { heightFactor: 0.1 } },
] as const;
