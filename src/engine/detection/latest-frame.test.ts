import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLatestFrame } from './latest-frame.ts';

/** Work that ends when it is told to. */
function heldWork() {
  const held: { readonly input: number; readonly finish: (fails?: boolean) => void }[] = [];
  const work = (input: number) =>
    new Promise<string>((resolve, reject) => {
      held.push({ input, finish: (fails) => (fails ? reject(new Error(`frame ${input}`)) : resolve(`done ${input}`)) });
    });
  return { held, work };
}

test('of the frames that come meanwhile the latest is done next and the others are let go', async () => {
  const { held, work } = heldWork();
  const dropped: number[] = [];
  const prepared: number[] = [];
  const frames = createLatestFrame(
    work,
    (input) => dropped.push(input),
    (input) => prepared.push(input),
  );
  const answers = [1, 2, 3, 4].map((input) => frames.take(input));
  expect(held.map(({ input }) => input)).toEqual([1]);
  expect(dropped).toEqual([2, 3]);
  expect(prepared).toEqual([2, 3, 4]);
  held[0]!.finish();
  expect(await answers[0]).toBe('done 1');
  await expect.poll(() => held.length).toBe(2);
  held[1]!.finish();
  expect(await Promise.all(answers)).toEqual(['done 1', null, null, 'done 4']);
});

test('a frame that fails does not stop the next', async () => {
  const { held, work } = heldWork();
  const frames = createLatestFrame(work, () => {});
  const first = frames.take(1);
  const second = frames.take(2);
  held[0]!.finish(true);
  await expect(first).rejects.toThrow('frame 1');
  await expect.poll(() => held.length).toBe(2);
  held[1]!.finish();
  expect(await second).toBe('done 2');
});

test('every frame is answered once, and is either worked on or let go', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 40 }), async (finishes) => {
      const { held, work } = heldWork();
      const dropped: number[] = [];
      const frames = createLatestFrame(work, (input) => dropped.push(input));
      let finished = 0;
      const answers: Promise<string | null>[] = [];
      for (const [index, finish] of finishes.entries()) {
        answers.push(frames.take(index));
        if (finish) held[finished++]?.finish();
        await Promise.resolve();
      }
      frames.clear();
      while (finished < held.length) {
        held[finished++]!.finish();
        await new Promise((resolve) => setTimeout(resolve, 0));
      }
      const given = await Promise.all(answers);
      expect(given.filter((answer) => answer === null)).toHaveLength(dropped.length);
      expect(held.length + dropped.length).toBe(finishes.length);
    }),
    { numRuns: 30 },
  );
});
