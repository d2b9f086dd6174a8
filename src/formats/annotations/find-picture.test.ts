import { expect, test } from 'vitest';
import { pictureFinder } from './find-picture.ts';

const find = pictureFinder(['train/images/1.jpg', 'val/images/1.jpg', 'val/images/Two.PNG', 'a/3.jpg', 'a/3.png']);

test.each([
  ['two.png', 'annotations.json', 2],
  ['Two', 'labels/two.txt', 2],
  ['val\\images\\1.jpg', 'annotations.json', 1],
  ['train/labels/1', 'train/labels/1.txt', 0],
  ['1.jpg', 'val/annotations.json', 1],
  ['3.png', 'x.json', 4],
])('%s of %s is found', (name, from, index) => {
  expect(find(name, from)).toEqual({ kind: 'found', index });
});

test('what is meant by a name that several bear is not guessed', () => {
  expect(find('1.jpg', 'annotations.json')).toEqual({ kind: 'several' });
  expect(find('3', 'a/3.txt')).toEqual({ kind: 'several' });
  expect(find('4.jpg', 'a/4.xml')).toEqual({ kind: 'none' });
});
