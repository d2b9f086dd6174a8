/** Files that a reader does not come to an end with, in a real browser: only there are workers. */

import { expect, test } from 'vitest';
import { writeKerasH5 } from '#formats/keras/keras-h5-writer.ts';
import { sampleModel } from '#formats/testing/sample-model.ts';
import { graphForKeras } from '#graph/keras/for-keras.ts';
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

/** An old HDF5 file whose root group's heap has a list of free places that leads back to its own beginning. */
function endlessFile(): File {
  const [header, tree, heap, end] = [96, 136, 680, 800];
  const view = new DataView(new ArrayBuffer(end));
  const offset = (at: number, value: number) => view.setBigUint64(at, BigInt(value), true);
  const word = (at: number, text: string) => {
    for (let place = 0; place < text.length; place++) view.setUint8(at + place, text.charCodeAt(place));
  };
  word(0, '\x89HDF\r\n\x1a\n');
  view.setUint16(13, 0x0808, true);
  view.setUint32(16, 0x0010_0004, true);
  for (const none of [32, 48, tree + 8, tree + 16]) view.setBigUint64(none, 2n ** 64n - 1n, true);
  offset(40, end);
  offset(64, header);
  view.setUint32(72, 1, true);
  offset(80, tree);
  offset(88, heap);
  view.setUint32(header, 0x0001_0001, true);
  view.setUint32(header + 4, 1, true);
  view.setUint32(header + 8, 24, true);
  view.setUint32(header + 16, 0x0010_0011, true);
  offset(header + 24, tree);
  offset(header + 32, heap);
  word(tree, 'TREE');
  word(heap, 'HEAP');
  offset(heap + 8, end - heap - 32);
  offset(heap + 16, 8);
  offset(heap + 24, heap + 32);
  offset(heap + 40, 8);
  offset(heap + 48, end - heap - 40);
  return new File([view.buffer], 'endless.h5');
}

test('a file that sends the HDF5 library round in circles is given up by name, and a good one is read after it', async () => {
  await expect(read(endlessFile(), 2)).rejects.toMatchObject({
    code: 'unreadable-file',
    message: expect.stringContaining('endless.h5 cannot be read'),
  });
  const model = sampleModel(graphForKeras(sampleModel().graph).graph);
  const { weights } = await read(new File([new Uint8Array(await writeKerasH5(model))], 'good.h5'));
  expect(Object.fromEntries(weights)).toEqual(Object.fromEntries(model.weights));
});
