import { expect, test } from 'vitest';
import { checkpointRepository } from './checkpoint-repository.ts';
import { memoryFiles } from './testing/memory-files.ts';

/** A checkpoint that is a number, in a file of about `size` bytes. */
const repositoryOn = (files: ReturnType<typeof memoryFiles>, size = 80) =>
  checkpointRepository<number>(files, {
    write: (content) => ({ content, tensors: [{ name: 'a', shape: [size / 8], values: new Float64Array(size / 8) }] }),
    parse: ({ content }) => {
      if (typeof content !== 'number') throw new Error('no number');
      return content;
    },
  });

test('the newest of a run is found, the last three are kept, and runs know nothing of each other', async () => {
  const files = memoryFiles();
  const repository = repositoryOn(files);
  for (const step of [5, 10, 100, 1000]) await repository.save('a', step, step);
  await repository.save('b', 1, 1);
  expect((await files.list('checkpoints/a')).length).toBe(3);
  expect(await repository.newest('a')).toEqual({ value: 1000, refused: [] });
  expect(await repository.runs()).toEqual(['b', 'a']);
  await repository.remove('a');
  expect(await repository.newest('a')).toEqual({ value: null, refused: [] });
  expect(await repository.newest('b')).toEqual({ value: 1, refused: [] });
});

test('a checkpoint damaged at any byte is refused by its name, and the one before is used', async () => {
  const files = memoryFiles();
  const repository = repositoryOn(files);
  await repository.save('a', 1, 1);
  await repository.save('a', 2, 2);
  const path = 'checkpoints/a/000000000002';
  const whole = new Uint8Array(await (await files.read(path))!.arrayBuffer());
  for (let place = 0; place < whole.length; place++) {
    const broken = whole.slice();
    broken[place]! ^= 0x10;
    await files.write(path, broken);
    const { value, refused } = await repository.newest('a');
    expect(value).toBe(1);
    expect(refused).toMatchObject([{ path, thrown: { code: 'file-damaged' } }]);
  }
});

test('where the disk is full the oldest make room; where that is not enough, the newest stands', async () => {
  const fileSize = 8 + 8 + 96 + 800 + 32;
  const files = memoryFiles(2.5 * fileSize);
  const repository = repositoryOn(files, 800);
  for (const step of [1, 2, 3]) await repository.save('a', step, step);
  expect((await files.list('checkpoints/a')).map(({ path }) => path.at(-1))).toEqual(['2', '3']);
  await files.write('other', new Uint8Array(1.4 * fileSize)).catch(() => undefined);
  await files.remove('checkpoints/a/000000000002');
  await files.write('other', new Uint8Array(1.4 * fileSize));
  await expect(repository.save('a', 4, 4)).rejects.toMatchObject({ code: 'storage-full' });
  expect(await repository.newest('a')).toEqual({ value: 3, refused: [] });
});
