import { StrideError } from '#base/errors.ts';
import type { CheckpointsEngine, InterruptedRun } from '#protocol/checkpoints.ts';
import type { FoundCheckpoint } from '#storage/checkpoint-repository.ts';
import type { EngineHost } from '../engine-host.ts';
import type { Checkpoint } from './checkpoint-form.ts';

function offerOf(
  { origin, savedAt, state }: Checkpoint,
  refused: FoundCheckpoint<Checkpoint>['refused'],
): InterruptedRun {
  const { run, graph, settings, dataset, seed } = origin;
  return {
    run,
    savedAt,
    epoch: state.epochs.length,
    step: state.step,
    graph,
    settings,
    dataset: { id: dataset.id, name: dataset.name },
    seed,
    damaged: refused.map(({ path }) => path),
  };
}

/** What reads schemas and files is loaded at the first call, with the rest of the engine. */
export function createCheckpointsEngine(host: EngineHost): CheckpointsEngine {
  const shelf = async () => (await import('../runs/run-shelf.ts')).runShelf(host).checkpoints;
  return {
    async interrupted() {
      const checkpoints = await shelf();
      if (checkpoints === null) return null;
      const { isAlive } = await import('../runs/alive-runs.ts');
      for (const run of await checkpoints.runs()) {
        if (await isAlive(run)) continue;
        const { value, refused } = await checkpoints.newest(run);
        if (value !== null) return offerOf(value, refused);
      }
      return null;
    },
    async resume(run) {
      const found = (await (await shelf())?.newest(run))?.value ?? null;
      if (found === null) throw noCheckpoint();
      const { graph, settings, seed, dataset: expected } = found.origin;
      const dataset = await host.shelf.open(expected.id);
      const { datasetHash } = await import('../runs/dataset-hash.ts');
      if ((await datasetHash(dataset.pictures)) !== expected.hash) throw datasetChanged(expected.name);
      const { keepRun } = await import('../runs/keep-run.ts');
      return keepRun(host, { graph, settings, seed, dataset: expected.id }, dataset, found);
    },
    discard: async (run) => (await shelf())?.remove(run),
  };
}

function noCheckpoint(): StrideError {
  return new StrideError({
    code: 'no-checkpoint',
    message: 'There is no checkpoint of this run that can be read any more.',
    remedy: 'Press Train to begin anew.',
  });
}

function datasetChanged(name: string): StrideError {
  return new StrideError({
    code: 'dataset-changed',
    message: `The data set ${name} is not the one that this run began with: its pictures or classes have changed since.`,
    remedy: 'Put the data set back as it was, or discard the run and press Train to begin anew.',
  });
}
