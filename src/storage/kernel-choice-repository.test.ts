import { expect, test } from 'vitest';
import { kernelChoiceRepository } from './kernel-choice-repository.ts';
import type { RecordStore } from './record-store.ts';

test('choices are kept for each adapter alone, and what does not parse is left out', async () => {
  const records = new Map<string, unknown>();
  const store: RecordStore = {
    get: async (key) => structuredClone(records.get(key)),
    put: async (key, record) => void records.set(key, structuredClone(record)),
    setAside: () => Promise.reject(new Error('measurements are never set aside')),
  };
  const numbersIn = (record: unknown) =>
    Array.isArray(record) ? record.filter((entry): entry is number => typeof entry === 'number') : [];
  const repository = kernelChoiceRepository(store, numbersIn);
  expect(await repository.load('first card')).toEqual([]);
  await repository.save('first card', [1, 2]);
  await repository.save('second card', [3]);
  expect(await repository.load('first card')).toEqual([1, 2]);
  await repository.save('first card', []);
  expect(await repository.load('first card')).toEqual([]);
  for (const key of records.keys()) records.set(key, ['unreadable', 4]);
  expect(await repository.load('second card')).toEqual([4]);
});
