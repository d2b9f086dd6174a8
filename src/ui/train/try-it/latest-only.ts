/**
 * One job at a time, for work that is asked for faster than it can be done: of those who ask while a job is under way
 * only the latest is heard, when that job is done.
 */

export interface LatestOnly<Input> {
  ask(input: Input): void;
  /** Forgets what is waiting. The job under way is not heard any more. */
  forget(): void;
}

/** `done` and `failed` hear of every job that was not forgotten meanwhile. */
export function createLatestOnly<Input, Output>(
  work: (input: Input) => Promise<Output>,
  done: (output: Output) => void,
  failed: (thrown: unknown) => void,
): LatestOnly<Input> {
  let isBusy = false;
  let waiting: { readonly input: Input } | null = null;
  let generation = 0;

  const run = async (input: Input) => {
    isBusy = true;
    const own = generation;
    try {
      const output = await work(input);
      if (own === generation) done(output);
    } catch (thrown) {
      if (own === generation) failed(thrown);
    }
    isBusy = false;
    const next = waiting;
    waiting = null;
    if (next) void run(next.input);
  };

  return {
    ask(input) {
      if (isBusy) waiting = { input };
      else void run(input);
    },
    forget() {
      generation++;
      waiting = null;
    },
  };
}
