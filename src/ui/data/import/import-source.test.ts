import { expect, test } from 'vitest';
import { importSource } from './import-source.ts';

const entriesOf = (...paths: readonly string[]) => paths.map((path) => ({ path, file: new Blob() }));

test.each([
  { paths: ['a.png', 'b.png'], chosen: null, label: '2 files', datasetName: 'My pictures', className: undefined },
  { paths: ['a.png'], chosen: 'cat', label: 'a.png', datasetName: 'My pictures', className: 'cat' },
  {
    paths: ['pets/cat/a.png', 'pets/dog/b.png'],
    chosen: 'cat',
    label: 'pets',
    datasetName: 'pets',
    className: undefined,
  },
  { paths: ['pets.zip'], chosen: 'cat', label: 'pets.zip', datasetName: 'pets', className: undefined },
  { paths: ['a.png', 'labels.csv'], chosen: null, label: '2 files', datasetName: 'My pictures', className: undefined },
  {
    paths: ['train-images-idx3-ubyte.gz', 'train-labels-idx1-ubyte.gz'],
    chosen: null,
    label: '2 files',
    datasetName: 'My pictures',
    className: undefined,
  },
  {
    paths: ['cat/a.png', 'dog/b.png'],
    chosen: null,
    label: '2 files',
    datasetName: 'My pictures',
    className: undefined,
  },
])('$paths with class $chosen chosen', ({ paths, chosen, ...expected }) => {
  expect(importSource(entriesOf(...paths), chosen)).toMatchObject(expected);
});

test('what is added to a class by its own menu goes there, whatever it is', () => {
  expect(importSource(entriesOf('cats/x/1.png'), 'cat', true).className).toBe('cat');
});
