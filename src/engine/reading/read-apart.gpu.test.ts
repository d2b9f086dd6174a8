/** Files that a reader does not come to an end with, in a real browser: only there are workers. */
import { expect, test } from 'vitest';
import { readApart } from './read-apart.ts';

/** A model of so many layers, as JSON. */
function modelOf(layers: number): File {
  const dense = (index: number) => ({ class_name: 'Dense', config: { units: 8, name: `dense_${index}` } });
  const config = {
    name: 'tower',
    layers: Array.from({ length: layers }, (_, index) => dense(index)),
    build_input_shape: [null, 8],
  };
  return new File([JSON.stringify({ class_name: 'Sequential', config })], 'tower.json');
}

function read(file: File, seconds?: number) {
  const request = { file, companions: [] };
  return readApart({ kind: 'model', request }, { name: file.name, bytes: file.size }, seconds);
}

test('a model is read in a worker of its own, which hands over graph and weights', async () => {
  const { report, weights } = await read(modelOf(3));
  expect(report).toMatchObject({ name: 'tower', parameters: 3 * 72, hasWeights: false });
  expect(weights.size).toBe(0);
});

test('a file that takes too long is given up by name, and the next one is read', async () => {
  await expect(read(modelOf(4000), 0.001)).rejects.toMatchObject({
    code: 'unreadable-file',
    message: expect.stringMatching(/tower.json cannot be read: reading it took longer than 1 seconds/),
  });
  await expect(read(modelOf(2))).resolves.toMatchObject({ report: { parameters: 2 * 72 } });
});

test('what the file says of itself crosses as an error with its name', async () => {
  const broken = new File(['{"class_name": "Sequential"}'], 'empty.json');
  await expect(read(broken)).rejects.toMatchObject({
    name: 'StrideError',
    message: expect.stringContaining('empty.json'),
  });
});
