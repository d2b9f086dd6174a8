/** Pause, resume, stop and failure of a run, as asked from outside and heard between two steps. */

interface Deferred {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
}

function deferred(): Deferred {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

export class RunControl {
  readonly #failed: Promise<never>;
  #reject: (reason: unknown) => void = () => undefined;
  #failure: { readonly reason: unknown } | null = null;
  #isStopping = false;
  #isStanding = false;
  readonly #over = new AbortController();
  #pause: { readonly stands: Deferred; readonly goesOn: Deferred } | null = null;
  readonly #ended = deferred();

  constructor() {
    this.#failed = new Promise((_, reject) => {
      this.#reject = reject;
    });
    // A failure that nobody waits for must not count as an unhandled rejection.
    this.#failed.catch(() => undefined);
  }

  /** Resolves when the run stands still, or has ended. */
  pause(): Promise<void> {
    this.#pause ??= { stands: deferred(), goesOn: deferred() };
    return Promise.race([this.#pause.stands.promise, this.#ended.promise]);
  }

  resume(): void {
    this.#isStanding = false;
    this.#pause?.stands.resolve();
    this.#pause?.goesOn.resolve();
    this.#pause = null;
  }

  /** Resolves when the run has ended. */
  stop(): Promise<void> {
    this.#isStopping = true;
    this.#over.abort();
    this.resume();
    return this.#ended.promise;
  }

  /** Ends the run with an error: whatever it waits for. */
  fail(reason: unknown): void {
    this.#failure ??= { reason };
    this.#isStanding = false;
    this.#reject(reason);
    this.#over.abort();
    // A pause that was asked for is kept, for a successor.
    this.#pause?.stands.resolve();
    this.#pause?.goesOn.resolve();
  }

  /** For the next attempt at the same run: what was asked of this one is asked of it. */
  successor(): RunControl {
    const next = new RunControl();
    if (this.#isStopping) void next.stop();
    else if (this.#pause !== null) void next.pause();
    return next;
  }

  get isStopping(): boolean {
    return this.#isStopping;
  }

  /** Aborts when the run is stopped or failed, for work that can only be broken off from inside. */
  get signal(): AbortSignal {
    return this.#over.signal;
  }

  get isPausing(): boolean {
    return this.#pause !== null;
  }

  /** Whether the run stands still: no step is under way and none begins before it is resumed. */
  get isStanding(): boolean {
    return this.#isStanding;
  }

  /** Says that the run stands still, and waits until it is resumed. */
  async standStill(): Promise<void> {
    const pause = this.#pause;
    if (pause === null) return;
    this.#isStanding = true;
    pause.stands.resolve();
    await this.guard(pause.goesOn.promise);
  }

  /** Throws what the run was failed with. */
  throwIfFailed(): void {
    if (this.#failure !== null) throw this.#failure.reason;
  }

  /** Waits for the promise, or throws as soon as the run is failed: a lost device may never answer. */
  guard<Value>(promise: Promise<Value>): Promise<Value> {
    return Promise.race([promise, this.#failed]);
  }

  end(): void {
    this.#ended.resolve();
  }
}
