import { beforeAll, expect, test } from 'vitest';
import { climbDown } from '../backend/ladder.ts';
import { distance, type GoldenName, goldenCases, goldenOf, runGoldenCase } from '../testing/golden-training.ts';

beforeAll(async () => {
  const { report } = await climbDown('cpu', { lost: () => undefined, failed: (message) => expect.fail(message) });
  expect(report.name).toBe('cpu');
});

test.each(Object.keys(goldenCases) as GoldenName[])(
  'six steps of %s on the processor equal Keras’s',
  async (name) => {
    const { loss, weights, predict } = distance(await runGoldenCase(name), goldenOf(name));
    expect(loss).toBeLessThan(1e-3);
    expect(weights).toBeLessThan(1e-2);
    expect(predict).toBeLessThan(1e-2);
  },
  600_000,
);
