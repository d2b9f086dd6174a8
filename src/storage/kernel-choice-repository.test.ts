import { expect, test } from 'vitest';
import { kernelChoiceRepository } from './kernel-choice-repository.ts';
import { memoryRecords } from './testing/memory-records.ts';

test('choices are kept for each adapter alone, and what does not parse is left out', async () => {
  const store = memoryRecords();
  const numbersIn = (record: unknown) =>
    Array.isArray(record) ? record.filter((entry): entry is number => typeof entry === 'number') : [];
  const repository = kernelChoiceRepository(store, numbersIn);
  expect(await repository.load('first card')).toEqual([]);
  await repository.save('first card', [1, 2]);
  await repository.save('second card', [3]);
  expect(await repository.load('first card')).toEqual([1, 2]);
  await repository.save('first card', []);
  expect(await repository.load('first card')).toEqual([]);
  for (const key of store.records.keys()) store.records.set(key, ['unreadable', 4]);
  expect(await repository.load('second card')).toEqual([4]);
});
