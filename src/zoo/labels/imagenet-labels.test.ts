import { expect, test } from 'vitest';
import { imagenetLabels } from './imagenet-labels.ts';

test('there are 1,000 classes, each with an id of its own, in the networks’ order', () => {
  expect(imagenetLabels).toHaveLength(1000);
  expect(new Set(imagenetLabels.map(([wnid]) => wnid)).size).toBe(1000);
  for (const [wnid, name] of imagenetLabels) {
    expect(wnid).toMatch(/^n\d{8}$/);
    expect(name).not.toBe('');
  }
  expect(imagenetLabels[0]).toEqual(['n01440764', 'tench']);
  expect(imagenetLabels[281]).toEqual(['n02123045', 'tabby']);
  expect(imagenetLabels[999]).toEqual(['n15075141', 'toilet_tissue']);
});
