import fc from 'fast-check';
import { expect, test } from 'vitest';
import { safeFileName, safeText } from './safe-name.ts';

test('letters of every script and emoji stay; what hides or turns text goes', () => {
  expect(safeText('  Grüße 🐈  كلب ', 'x')).toBe('Grüße 🐈 كلب');
  expect(safeText('evil\u202egnp.exe', 'x')).toBe('evilgnp.exe');
  expect(safeText('a\u200b\u0000\nb', 'x')).toBe('a b');
  expect(safeText('\u200f', 'unnamed')).toBe('unnamed');
});

test('a long name keeps its beginning and its end', () => {
  const name = safeText(`${'a'.repeat(300)}.png`, 'x');
  expect([...name]).toHaveLength(80);
  expect(name).toMatch(/^a+…a+\.png$/);
});

test('no name leads out of its folder or to a device', () => {
  expect(safeFileName('../../etc/passwd', 'x')).toBe('_.._etc_passwd');
  expect(safeFileName('..', 'x')).toBe('x');
  expect(safeFileName('CON.png', 'x')).toBe('_CON.png');
  expect(safeFileName('a/b\\c:d', 'x')).toBe('a_b_c_d');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const name = safeFileName(text, 'fallback');
      expect(name).toMatch(/^[^/\\:*?"<>|.\p{Cc}][^/\\:*?"<>|\p{Cc}]*$/u);
      expect(name.endsWith('.')).toBe(false);
      expect([...name].length).toBeLessThanOrEqual(81);
    }),
  );
});
