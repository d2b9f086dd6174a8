import { expect, test } from 'vitest';
import { COCO_CATEGORY_IDS, COCO_LABELS } from './coco-labels.ts';

test('there are 80 different classes', () => {
  expect(COCO_LABELS).toHaveLength(80);
  expect(new Set(COCO_LABELS).size).toBe(80);
});

test('category ids are those of the annotation files', () => {
  expect(COCO_CATEGORY_IDS).toHaveLength(80);
  const idOf = (label: (typeof COCO_LABELS)[number]) => COCO_CATEGORY_IDS[COCO_LABELS.indexOf(label)];
  expect(
    ['person', 'stop sign', 'cat', 'backpack', 'bottle', 'dining table', 'tv', 'toothbrush'].map((label) =>
      idOf(label as 'person'),
    ),
  ).toEqual([1, 13, 17, 27, 44, 67, 72, 90]);
});
