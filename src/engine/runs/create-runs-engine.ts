import { StrideError } from '#base/errors.ts';
import type { RunRecord } from '#graph/training/run-schemas.ts';
import type { RunsEngine } from '#protocol/runs.ts';
import { noSuchRun } from '#storage/run-repository.ts';
import type { EngineHost } from '../engine-host.ts';
import type { Runs } from './run-shelf.ts';

/** What reads schemas and files is loaded at the first call, with the rest of the engine. */
export function createRunsEngine(host: EngineHost): RunsEngine {
  let opening: Promise<Runs | null> | null = null;
  const shelf = (): Promise<Runs | null> => {
    opening ??= import('./run-shelf.ts').then(async ({ runShelf }) => {
      const { runs } = runShelf(host);
      // What a person removed in an earlier visit; a failure leaves it for the next.
      await runs?.sweep().catch(() => undefined);
      return runs;
    });
    return opening;
  };

  async function found(run: string): Promise<{ readonly runs: Runs; readonly record: RunRecord }> {
    const runs = await shelf();
    const record = await runs?.get(run);
    if (!runs || record === undefined) throw noSuchRun();
    return { runs, record };
  }

  async function change(run: string, part: Partial<RunRecord>): Promise<void> {
    const { runs, record } = await found(run);
    await runs.update(run, { ...record, ...part });
    host.emit({ type: 'runs-changed' });
  }

  return {
    list: async () => [...((await (await shelf())?.list()) ?? [])].reverse(),
    async curve(run) {
      const { runs, record } = await found(run);
      const curves = await runs.curves(run);
      return {
        run,
        batches: curves?.batches ?? new Float64Array(0),
        outcome: { end: record.end, epochs: record.epochs, confusion: curves?.confusion ?? null, test: record.test },
      };
    },
    rename: (run, name) => change(run, { name }),
    annotate: (run, note) => change(run, { note }),
    async remove(run) {
      await (await found(run)).runs.remove(run);
      host.emit({ type: 'runs-changed' });
    },
    async bringBack(run) {
      await (await shelf())?.bringBack(run);
      host.emit({ type: 'runs-changed' });
    },
    async removeWeights(run) {
      await (await found(run)).runs.removeWeights(run);
      await change(run, { weightsBytes: 0 });
    },
    async adopt(run) {
      const { runs, record } = await found(run);
      const file = await runs.weights(run);
      if (file === undefined) throw noRunWeights(record.name);
      const { tensorsToWeights } = await import('../checkpoints/stored-weights.ts');
      const { graph, classNames, isLightOnDark, fit } = record.origin;
      const session = await host.session();
      await session.adopt(graph, tensorsToWeights('weights', file.tensors), { classNames, isLightOnDark, fit });
    },
  };
}

function noRunWeights(name: string): StrideError {
  return new StrideError({
    code: 'no-run-weights',
    message: `The weights of ${name} are not kept here.`,
    remedy: 'Its settings are still there: go back to them and press Train; the same seed gives the same weights.',
  });
}
