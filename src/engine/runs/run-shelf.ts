/** The repositories of checkpoints and runs, as every part of the engine opens them. */
import { parseRunCurves, parseRunRecord, type RunCurves, type RunRecord } from '#graph/training/run-schemas.ts';
import { type CheckpointRepository, checkpointRepository } from '#storage/checkpoint-repository.ts';
import { type RunRepository, runRepository } from '#storage/run-repository.ts';
import { type Checkpoint, checkpointForm } from '../checkpoints/checkpoint-form.ts';
import type { EngineHost } from '../engine-host.ts';

export type Runs = RunRepository<RunRecord, RunCurves>;

export interface RunShelf {
  /** Null where nothing outlives the page. */
  readonly checkpoints: CheckpointRepository<Checkpoint> | null;
  readonly runs: Runs | null;
}

const shelves = new WeakMap<EngineHost, RunShelf>();

export function runShelf(host: EngineHost): RunShelf {
  const { files, records } = host;
  const shelf = shelves.get(host) ?? {
    checkpoints: files ? checkpointRepository(files, checkpointForm) : null,
    runs:
      files && records
        ? runRepository<RunRecord, RunCurves>(records, files, {
            parseListed: parseRunRecord,
            parseCurves: parseRunCurves,
          })
        : null,
  };
  shelves.set(host, shelf);
  return shelf;
}
