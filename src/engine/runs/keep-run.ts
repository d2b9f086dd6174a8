/** A run from its beginning, or from where it was broken off, to its place among the runs that are kept. */

import { combineSeeds } from '#base/random.ts';
import type { RunOrigin, RunRecord } from '#graph/training/run-schemas.ts';
import type { TrainingRequest } from '#protocol/engine.ts';
import type { TrainingOutcome } from '#protocol/training.ts';
import type { Checkpoint } from '../checkpoints/checkpoint-form.ts';
import { CheckpointKeeper } from '../checkpoints/checkpoint-keeper.ts';
import { weightsToTensors } from '../checkpoints/stored-weights.ts';
import type { OpenDataset } from '../datasets/dataset-shelf.ts';
import { factsOf } from '../datasets/network-facts.ts';
import type { EngineHost } from '../engine-host.ts';
import { faultOf } from '../fault.ts';
import type { LayerWeights } from '../layer-weights.ts';
import type { RunResult } from '../training/run-keeping.ts';
import { whileAlive } from './alive-runs.ts';
import { datasetHash } from './dataset-hash.ts';
import { type Runs, runShelf } from './run-shelf.ts';
import { thinBatches } from './thin-batches.ts';

const defaultSeconds = 30;
let lastTime = 0;

/** Ids that sort by time, no two the same in one tab, and hardly ever in two. */
function newRunId(seed: number): string {
  lastTime = Math.max(Date.now(), lastTime + 1);
  const noise = combineSeeds(seed, Math.floor(performance.timeOrigin), lastTime).toString(36);
  return `${String(lastTime).padStart(14, '0')}-${noise}`;
}

type Begun = Pick<TrainingRequest, 'graph' | 'settings' | 'seed'>;

async function originOf({ graph, settings, seed }: Begun, opened: OpenDataset): Promise<RunOrigin> {
  const { info, pictures } = opened;
  return {
    version: 1,
    run: newRunId(seed),
    startedAt: Date.now(),
    graph,
    settings,
    seed,
    dataset: { id: info.id, name: info.name, hash: await datasetHash(pictures) },
    ...factsOf(opened),
    classNames: [...info.classNames],
  };
}

/** Trains, with checkpoints on the way, and keeps the run that comes of it. `from` is what it goes on from. */
export async function keepRun(
  host: EngineHost,
  request: TrainingRequest,
  dataset: OpenDataset,
  from: Checkpoint | null = null,
): Promise<TrainingOutcome> {
  const session = await host.session();
  const { checkpoints, runs } = runShelf(host);
  const origin = from?.origin ?? (await originOf(request, dataset));
  return whileAlive(origin.run, async () => {
    const everySeconds = request.checkpointSeconds ?? defaultSeconds;
    const keeper = new CheckpointKeeper({ origin, repository: checkpoints, everySeconds, emit: host.emit });
    let result: RunResult;
    try {
      result = await session.train(request, dataset, {
        state: from?.state ?? null,
        checkpoints: keeper,
        latest: () => keeper.latest,
      });
    } finally {
      await keeper.close();
    }
    const { outcome } = result;
    // What failed may be gone on with, as long as it had come to a checkpoint.
    if (outcome.end.kind === 'failed') return outcome;
    await toldWhereItFails(host, async () => {
      if (runs && result.batches.length > 0) await record(runs, origin, result, await session.readWeights());
      await checkpoints?.remove(origin.run);
    });
    return outcome;
  });
}

/** Keeps a run that was trained otherwise, as on the features of a base, with the whole network's weights. Never rejects. */
export function keepEndedRun(
  host: EngineHost,
  begun: Begun,
  dataset: OpenDataset,
  result: RunResult,
  weights: LayerWeights,
): Promise<void> {
  return toldWhereItFails(host, async () => {
    const { runs } = runShelf(host);
    if (runs === null || result.batches.length === 0) return;
    const origin = await originOf(begun, dataset);
    await record(runs, { ...origin, startedAt: origin.startedAt - result.milliseconds }, result, weights);
  });
}

async function toldWhereItFails(host: EngineHost, keep: () => Promise<void>): Promise<void> {
  try {
    await keep();
    host.emit({ type: 'runs-changed' });
  } catch (thrown) {
    const { message, remedy } = faultOf(thrown);
    host.emit({ type: 'checkpoint-failed', message, remedy });
  }
}

async function record(runs: Runs, origin: RunOrigin, result: RunResult, weights: LayerWeights): Promise<void> {
  const { outcome, batches, milliseconds, report } = result;
  const names = (await runs.list()).map(({ name }) => Number(/^Run (\d+)$/.exec(name)?.[1] ?? 0));
  const listed: RunRecord = {
    origin,
    name: `Run ${Math.max(0, ...names) + 1}`,
    note: '',
    end: outcome.end,
    epochs: [...outcome.epochs],
    ...(outcome.test && { test: outcome.test }),
    milliseconds,
    device: { backend: report.name, adapter: report.adapter },
    parameters: [...weights.values()].flat().reduce((total, { values }) => total + values.length, 0),
    weightsBytes: 0,
  };
  const confusion = outcome.confusion && {
    classNames: [...outcome.confusion.classNames],
    counts: outcome.confusion.counts,
    source: outcome.confusion.source,
  };
  await runs.save(origin.run, listed, { batches: thinBatches(batches), confusion });
  const tensors = weightsToTensors('weights', weights);
  const weightsBytes = await runs.saveWeights(origin.run, { content: { run: origin.run }, tensors });
  await runs.update(origin.run, { ...listed, weightsBytes });
}
