import { expect, test } from 'vitest';
import { datasetRepository } from './dataset-repository.ts';
import { memoryRecords } from './testing/memory-records.ts';

test('lines come back in the order in which they were added, and adding reads none of them', async () => {
  const records = memoryRecords();
  let reads = 0;
  const counted = {
    ...records,
    entries: (prefix: string) => {
      reads++;
      return records.entries(prefix);
    },
  };
  // As they were numbered once.
  await records.put('library-lines/pets/000000', ['a']);
  await records.put('library-lines/pets/000001', ['b']);
  const repository = datasetRepository(counted);
  for (const line of ['c', 'd', 'e']) await repository.addLines('pets', [line]);
  await datasetRepository(counted).addLines('cars', ['f']);
  expect(reads).toBe(0);
  expect(await repository.lines('pets')).toEqual(['a', 'b', 'c', 'd', 'e']);
  await repository.clearLines('pets');
  expect(await repository.lines('pets')).toEqual([]);
  expect(await repository.lines('cars')).toEqual(['f']);
});
