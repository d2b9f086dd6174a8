import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packTexts, textAt } from './packed-texts.ts';

test('what was packed is there at its place, empty texts and halves of characters too', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constant('\ud83d'))), (texts) => {
      const packed = packTexts(texts);
      expect(texts.map((_, place) => textAt(packed, place))).toEqual(texts);
      expect([-1, texts.length, 0.5].map((place) => textAt(packed, place))).toEqual([undefined, undefined, undefined]);
    }),
    { numRuns: 40 },
  );
});
