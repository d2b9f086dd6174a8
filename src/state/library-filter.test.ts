import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SampleColumns } from '#protocol/library.ts';
import { everySample, filterSamples, placeOf } from './library-filter.ts';

const classes = ['cat', 'dog', 'fox'].map((name) => ({ name, count: 0, countBySplit: [0, 0, 0] as const }));

/** Samples with ids from 10 on. */
function columnsOf(samples: readonly (readonly [label: number, split: number])[]): SampleColumns {
  return {
    ids: Uint32Array.from(samples, (_, index) => 10 + index),
    classes: Uint16Array.from(samples, ([label]) => label),
    splits: Uint8Array.from(samples, ([, split]) => split),
  } as unknown as SampleColumns;
}

const samples = fc.array(fc.tuple(fc.nat(2), fc.nat(2)), { maxLength: 60 });

test('every class and every split together show each sample once, in order', () => {
  fc.assert(
    fc.property(samples, (drawn) => {
      const columns = columnsOf(drawn);
      const all = classes.flatMap(({ name }) =>
        (['training', 'validation', 'test'] as const).flatMap((split) => {
          const places = filterSamples(
            { columns, classes, duplicates: [] },
            { className: name, split, isDuplicated: false },
          );
          expect([...places]).toEqual([...places].sort((one, other) => one - other));
          return [...places];
        }),
      );
      expect(all.sort((one, other) => one - other)).toEqual(drawn.map((_, index) => index));
      expect(filterSamples({ columns, classes, duplicates: [] }, everySample)).toHaveLength(drawn.length);
    }),
  );
});

test('duplicates stand beside each other, and pass the class too', () => {
  const columns = columnsOf([
    [0, 0],
    [1, 0],
    [0, 0],
    [1, 0],
  ]);
  const duplicates = [
    { samples: [13, 10], isAcrossClasses: true },
    { samples: [11, 12], isAcrossClasses: true },
  ];
  const only = { ...everySample, isDuplicated: true };
  expect([...filterSamples({ columns, classes, duplicates }, only)]).toEqual([3, 0, 1, 2]);
  expect([...filterSamples({ columns, classes, duplicates }, { ...only, className: 'cat' })]).toEqual([0, 2]);
});

test('a class that is gone shows nothing', () => {
  const columns = columnsOf([[0, 0]]);
  expect(filterSamples({ columns, classes, duplicates: [] }, { ...everySample, className: 'wolf' })).toHaveLength(0);
});

test('a sample is found where it stands, and one that is not there is not', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(50)), fc.nat(50), (drawn, wanted) => {
      const ids = Uint32Array.from(drawn).sort();
      expect(placeOf({ ids }, wanted)).toBe(ids.indexOf(wanted));
    }),
  );
});
