import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readTensorFile, type TensorFile, writeTensorFile } from './tensor-file.ts';

const tensors = fc.array(
  fc.record({
    name: fc.string(),
    values: fc.oneof(
      fc.float32Array({ maxLength: 9 }).map((values) => new Float32Array(values)),
      fc.float64Array({ maxLength: 9 }).map((values) => new Float64Array(values)),
    ),
  }),
  { maxLength: 4 },
);

const read = (bytes: Uint8Array) => readTensorFile(new Blob([new Uint8Array(bytes)]), 'checkpoints/a/1');

test('what is written is read back', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), tensors, async (content, list) => {
      const file: TensorFile = {
        content: JSON.parse(JSON.stringify(content)),
        tensors: list.map(({ name, values }) => ({ name, values, shape: [values.length] })),
      };
      expect(await read(await writeTensorFile(file))).toEqual(file);
    }),
  );
});

const example: TensorFile = {
  content: { step: 3 },
  tensors: [{ name: 'dense/kernel', shape: [2, 2], values: Float32Array.of(1, -2, 3, 4.5) }],
};

test('a byte changed anywhere is noticed, and the file is named', async () => {
  const bytes = await writeTensorFile(example);
  for (let place = 0; place < bytes.length; place++) {
    const broken = bytes.slice();
    broken[place]! ^= 1 << (place % 8);
    await expect(read(broken)).rejects.toMatchObject({
      code: 'file-damaged',
      message: expect.stringContaining('checkpoints/a/1'),
    });
  }
});

test('a file cut off anywhere, or with more behind it, is refused', async () => {
  const bytes = await writeTensorFile(example);
  for (let length = 0; length < bytes.length; length++) {
    await expect(read(bytes.subarray(0, length))).rejects.toMatchObject({ code: 'file-damaged' });
  }
  await expect(read(new Uint8Array([...bytes, 0]))).rejects.toMatchObject({ code: 'file-damaged' });
});

test('a description that lies about its tensors is refused, though its checksum is right', async () => {
  const lies = [
    null,
    [],
    {},
    { tensors: [{ name: 'a', type: 'float32', shape: [1e9] }] },
    { tensors: [{ name: 'a', type: 'float32', shape: [-1] }] },
    { tensors: [{ name: 'a', type: 'int8', shape: [1] }] },
    { tensors: [{ name: 'a', type: 'float32', shape: [2 ** 40, 2 ** 40] }] },
    { tensors: [] },
  ];
  for (const lie of lies) {
    const text = new TextEncoder().encode(JSON.stringify(lie).padEnd(64));
    const body = new Uint8Array([
      ...new TextEncoder().encode('STRIDETF'),
      1,
      0,
      0,
      0,
      64,
      0,
      0,
      0,
      ...text,
      ...new Uint8Array(8),
    ]);
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', body));
    await expect(read(new Uint8Array([...body, ...digest]))).rejects.toMatchObject({ code: 'file-damaged' });
  }
});

test('any bytes are an error and nothing worse', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
      await expect(read(bytes)).rejects.toMatchObject({ code: 'file-damaged' });
    }),
  );
});
