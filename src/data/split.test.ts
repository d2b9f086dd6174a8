import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitSamples } from './split.ts';

const request = fc.record({
  count: fc.integer({ min: 1, max: 400 }),
  seed: fc.nat(),
  validationSplit: fc.integer({ min: 0, max: 90 }).map((percent) => percent / 100),
  sampleLimit: fc.option(fc.integer({ min: 2, max: 500 })),
});

test('every sample is on at most one side, and the sides are as large as Keras makes them', () => {
  fc.assert(
    fc.property(request, (each) => {
      const { training, validation } = splitSamples(each);
      const used = Math.min(each.count, each.sampleLimit ?? each.count);
      const all = [...training, ...validation];
      expect(new Set(all).size).toBe(used);
      expect(all.every((index) => index < each.count)).toBe(true);
      const expected = Math.floor((used * Math.round(100 * (1 - each.validationSplit))) / 100);
      expect(training.length).toBe(Math.max(1, expected));
      expect(splitSamples(each)).toEqual({ training, validation });
    }),
  );
});

test('another seed holds back other samples', () => {
  const settings = { count: 1000, validationSplit: 0.2, sampleLimit: null };
  const [one, other] = [1, 2].map((seed) => splitSamples({ ...settings, seed }).validation);
  expect(one).not.toEqual(other);
});

test('a data set that is divided already is divided as it says, and its test samples are never seen', () => {
  const splits = fc.array(fc.nat(2), { minLength: 1, maxLength: 300 }).filter((each) => each.includes(0));
  fc.assert(
    fc.property(splits, fc.nat(), (own, seed) => {
      const { training, validation } = splitSamples({
        count: own.length,
        seed,
        validationSplit: 0.2,
        sampleLimit: null,
        splits: own,
      });
      expect([...training].every((sample) => own[sample] === 0)).toBe(true);
      const places = (wanted: number) => own.flatMap((split, place) => (split === wanted ? [place] : []));
      if (own.includes(1)) {
        expect([...training].sort((a, b) => a - b)).toEqual(places(0));
        expect([...validation].sort((a, b) => a - b)).toEqual(places(1));
      } else {
        expect([...training, ...validation].sort((a, b) => a - b)).toEqual(places(0));
      }
    }),
  );
});
