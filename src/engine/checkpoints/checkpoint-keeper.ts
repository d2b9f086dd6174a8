/**
 * Keeps the states of a run under way: the last one in memory, for when the graphics card is lost, and the last three on
 * the disk, for when the page is. A failure to save is told and changes nothing for the run.
 */
import type { RunOrigin } from '#graph/training/run-schemas.ts';
import type { EngineEvent } from '#protocol/engine.ts';
import type { CheckpointRepository } from '#storage/checkpoint-repository.ts';
import { faultOf } from '../fault.ts';
import type { CaptureMoment, CheckpointSink, RunState } from '../training/run-state.ts';
import type { Checkpoint } from './checkpoint-form.ts';

export interface KeeperParts {
  readonly origin: RunOrigin;
  /** Null where nothing can be kept on the disk. */
  readonly repository: CheckpointRepository<Checkpoint> | null;
  /** Between two checkpoints within an epoch, at most. */
  readonly everySeconds: number;
  readonly emit: (event: EngineEvent) => void;
}

/** Of the time of training, checkpoints take no more than one part in so many: short epochs pass without one. */
const fewestParts = 100;

export class CheckpointKeeper implements CheckpointSink {
  readonly #parts: KeeperParts;
  #latest: RunState | null = null;
  #saving: Promise<void> | null = null;
  #lastStart = performance.now();
  /** What the last one took of the thread that trains. */
  #cost = 0;
  #hasFailed = false;
  #isClosed = false;

  constructor(parts: KeeperParts) {
    this.#parts = parts;
  }

  get latest(): RunState | null {
    return this.#latest;
  }

  isDue(moment: CaptureMoment): boolean {
    if (this.#saving !== null || this.#isClosed) return false;
    const elapsed = performance.now() - this.#lastStart;
    if (moment === 'pause') return true;
    return elapsed >= (moment === 'epoch' ? fewestParts * this.#cost : 1000 * this.#parts.everySeconds);
  }

  take(captured: Promise<RunState | null>): void {
    this.#lastStart = performance.now();
    this.#saving = this.#save(captured)
      .catch((thrown: unknown) => this.#failed(thrown))
      .finally(() => {
        this.#saving = null;
      });
  }

  /** Waits for the checkpoint that is being written; takes none from now on. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#saving;
  }

  async #save(captured: Promise<RunState | null>): Promise<void> {
    const began = performance.now();
    // A state that cannot be read is lost with its device, which is told elsewhere.
    const state = await captured.catch(() => null);
    if (state === null) return;
    this.#latest = state;
    const { origin, repository, emit } = this.#parts;
    if (repository === null) return;
    const read = performance.now();
    const saving = repository.save(origin.run, state.step, { origin, savedAt: Date.now(), state });
    // What is done before the first await holds up the steps: putting the file together.
    this.#cost = performance.now() - read;
    const bytes = await saving;
    this.#hasFailed = false;
    const milliseconds = performance.now() - began;
    emit({ type: 'checkpoint-saved', step: state.step, bytes, blockedMilliseconds: this.#cost, milliseconds });
  }

  #failed(thrown: unknown): void {
    if (this.#hasFailed) return;
    this.#hasFailed = true;
    const { message, remedy } = faultOf(thrown);
    this.#parts.emit({ type: 'checkpoint-failed', message, remedy });
  }
}
