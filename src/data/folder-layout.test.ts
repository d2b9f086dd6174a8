import fc from 'fast-check';
import { expect, test } from 'vitest';
import { folderLayout, isLitter, nameOf } from './folder-layout.ts';

const places = (...paths: string[]) =>
  paths.map(folderLayout(paths)).map(({ className, split }) => `${split ?? '-'} ${className ?? '-'}`);

test('a folder is a class, and what lies deeper belongs to it', () => {
  expect(places('cats/1.png', 'cats/more/2.png', 'dogs/1.png')).toEqual(['- cats', '- cats', '- dogs']);
});

test('one folder around everything is peeled off', () => {
  expect(places('animals/cats/1.png', 'animals/dogs/1.png')).toEqual(['- cats', '- dogs']);
  expect(places('a/b/cats/1.png', 'a/b/dogs/1.png', 'a/b/3.png')).toEqual(['- cats', '- dogs', '- -']);
  expect(places('cats/1.png', 'cats/2.png')).toEqual(['- cats', '- cats']);
  expect(places('cats/asleep/1.png', 'cats/2.png')).toEqual(['- cats', '- cats']);
});

test('train, validation and test above the classes are splits', () => {
  expect(places('set/train/cats/1.png', 'set/Val/cats/2.png', 'set/test/dogs/3.png')).toEqual([
    'training cats',
    'validation cats',
    'test dogs',
  ]);
  expect(places('train/cats/1.png', 'train/dogs/1.png')).toEqual(['training cats', 'training dogs']);
});

test('a class may be called test', () => {
  expect(places('test/1.png', 'live/1.png')).toEqual(['- test', '- live']);
});

test('lone files have no class, and strange paths no way out', () => {
  expect(places('1.png', '2.png')).toEqual(['- -', '- -']);
  const path = '..\\..\\windows\\1.png';
  expect(folderLayout([path])(path)).toEqual({ className: 'windows', split: null });
  expect(nameOf(path)).toBe('1.png');
});

test('what systems strew about is litter', () => {
  for (const path of ['__MACOSX/cats/._1.png', 'cats/.DS_Store', '.git/x.png', 'cats/Thumbs.db', 'Desktop.ini']) {
    expect(isLitter(path), path).toBe(true);
  }
  for (const path of ['cats/1.png', '../cats/1.png', './1.png']) expect(isLitter(path), path).toBe(false);
});

test('any paths have places with names that can be shown', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), (paths) => {
      const placeOf = folderLayout(paths);
      for (const path of paths) {
        for (const shown of [placeOf(path).className ?? 'x', nameOf(path)]) {
          expect(shown).toMatch(/^[^\p{Cc}\u202e]{1,80}$/u);
        }
      }
    }),
  );
});
