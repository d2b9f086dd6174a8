import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatIndex, parseImageIndex } from './csv-index.ts';

test('reads a header in any order, and a table without one', () => {
  const rows = [
    { file: 'a.png', className: 'cat', split: 'test', line: 2 },
    { file: 'b, c.png', className: 'dog', split: '', line: 3 },
  ];
  expect(parseImageIndex('split;Label;Filename\ntest;cat;a.png\n;dog;"b, c.png"\n')).toEqual({ rows, faults: [] });
  expect(parseImageIndex('\ufefffile,class\r\nx.png,cat\r\n').rows[0]).toMatchObject({ file: 'x.png', line: 2 });
  expect(parseImageIndex('x.png,cat\ny.png,dog').rows.map(({ className }) => className)).toEqual(['cat', 'dog']);
});

test('says which lines name no file or no class', () => {
  const { rows, faults } = parseImageIndex('file,class\na.png\n,cat\n\nb.png,dog');
  expect(rows).toHaveLength(1);
  expect(faults).toEqual([
    { line: 2, reason: 'It gives a.png no class.' },
    { line: 3, reason: 'It names no file.' },
  ]);
});

const cell = fc.string({ minLength: 1 }).filter((text) => text.trim() === text && !/[\r\0]/.test(text));

test('reads back what is written, whatever the names hold', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (pairs) => {
      const { rows } = parseImageIndex(
        formatIndex([['file', 'class', 'split'], ...pairs.map((pair) => [...pair, ''])]),
      );
      expect(rows.map(({ file, className }) => [file, className])).toEqual(pairs);
    }),
  );
});

test('any text gives rows', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), (text) => void parseImageIndex(text)),
    { numRuns: 500 },
  );
});
