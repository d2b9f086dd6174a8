import { describe, expect, it } from 'vitest';
import { layerTypes } from '#graph/layers/index.ts';
import { offeredLayerTypes } from '#graph/layers/offered-layer-types.ts';
import { groupByFamily, searchLayers } from './search-layers.ts';

it('offers every layer but those that only published networks have and those that Stride lacks', () => {
  expect(layerTypes.filter((type) => !offeredLayerTypes.includes(type))).toEqual([
    'Normalization',
    'CustomScaleLayer',
    'UnknownLayer',
  ]);
  expect(searchLayers('scale')).not.toContain('CustomScaleLayer');
});

describe('searchLayers', () => {
  it('puts each layer first when its whole name is typed', () => {
    for (const type of offeredLayerTypes) expect(searchLayers(type.toLowerCase())[0]).toBe(type);
  });

  it('prefers names that begin so to names that only contain it', () => {
    expect(searchLayers('conv')[0]).toBe('Conv2D');
    expect(searchLayers('max')[0]).toBe('MaxPooling2D');
    expect(searchLayers('flat')[0]).toBe('Flatten');
  });

  it('finds by family and by several words', () => {
    expect(searchLayers('merge')).toContain('Concatenate');
    expect(searchLayers('global max')[0]).toBe('GlobalMaxPooling2D');
  });

  it('shows everything for an empty search, and nothing for nonsense', () => {
    expect(searchLayers('  ')).toEqual(offeredLayerTypes);
    expect(searchLayers('xyzzy')).toEqual([]);
  });
});

it('groups every layer into exactly one family', () => {
  const grouped = groupByFamily(layerTypes).flatMap(({ types }) => types);
  expect([...grouped].sort()).toEqual([...layerTypes].sort());
});
