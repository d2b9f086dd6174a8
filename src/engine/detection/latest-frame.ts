/**
 * One job at a time, and at most one that waits: of those that come while one is under way the latest is kept, and the
 * others are let go at once. So a slow detector drops frames, and never falls behind the camera.
 */
export interface LatestFrame<Input, Output> {
  /** Resolves with null for an input that was let go. */
  take(input: Input): Promise<Output | null>;
  /** Lets go of what waits. */
  clear(): void;
}

/**
 * @param letGo hears of every input that `work` will never see
 * @param prepare hears of an input that begins to wait
 */
export function createLatestFrame<Input, Output>(
  work: (input: Input) => Promise<Output>,
  letGo: (input: Input) => void,
  prepare: (input: Input) => void = () => {},
): LatestFrame<Input, Output> {
  let isBusy = false;
  let waiting: { readonly input: Input; readonly answer: (output: Promise<Output> | null) => void } | null = null;

  const drop = () => {
    if (waiting === null) return;
    letGo(waiting.input);
    waiting.answer(null);
    waiting = null;
  };

  const run = (input: Input): Promise<Output> => {
    isBusy = true;
    return work(input).finally(() => {
      isBusy = false;
      const next = waiting;
      waiting = null;
      if (next) next.answer(run(next.input));
    });
  };

  return {
    take: (input) => {
      if (!isBusy) return run(input);
      drop();
      prepare(input);
      return new Promise((resolve) => {
        waiting = { input, answer: resolve };
      });
    },
    clear: drop,
  };
}
