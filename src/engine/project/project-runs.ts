/** The runs kept here, as they go into a project file and come out of it. */
import { type ProjectArchive, runWeightsPath } from '#formats/project/project-archive.ts';
import { runText } from '#formats/project/run-text.ts';
import type { RunRecord } from '#graph/training/run-schemas.ts';
import { tensorsToWeights, weightsToTensors } from '../checkpoints/stored-weights.ts';
import type { EngineHost } from '../engine-host.ts';
import type { LayerWeights } from '../layer-weights.ts';
import { runShelf } from '../runs/run-shelf.ts';
import { carriedWeights } from './carried-weights.ts';

interface KeptRun {
  readonly listed: RunRecord;
  /** Of its file: settings and curves. */
  readonly text: string;
}

/** The oldest first. */
export async function* keptRuns(host: EngineHost): AsyncGenerator<KeptRun> {
  const { runs } = runShelf(host);
  for (const listed of (await runs?.list()) ?? []) {
    const curves = (await runs?.curves(listed.origin.run)) ?? { batches: new Float64Array(0), confusion: null };
    yield { listed, text: runText({ listed, curves }) };
  }
}

/** Null where none are kept. Rejects with `file-damaged`. */
export async function keptWeights(host: EngineHost, { origin, weightsBytes }: RunRecord): Promise<LayerWeights | null> {
  const file = weightsBytes > 0 ? await runShelf(host).runs?.weights(origin.run) : undefined;
  return file ? tensorsToWeights('weights', file.tensors) : null;
}

/**
 * Keeps those that are not here already, with their weights; a run of the data set `from` names `to` from now on. Gives how
 * many were new. Where the space runs out, rejects with `storage-full`, and what was kept until then stays.
 */
export async function keepCarriedRuns(
  host: EngineHost,
  { runs: carried, runWeights }: ProjectArchive,
  fileName: string,
  renamed: { readonly from: string; readonly to: string } | null,
): Promise<number> {
  const { runs } = runShelf(host);
  if (runs === null) return 0;
  const here = new Set((await runs.list()).map(({ origin }) => origin.run));
  const fresh = carried.filter(({ listed }) => !here.has(listed.origin.run));
  try {
    for (const { listed, curves } of fresh) {
      const { origin } = listed;
      const { run, graph } = origin;
      const isOfDataset = renamed !== null && origin.dataset.id === renamed.from;
      const dataset = isOfDataset ? { ...origin.dataset, id: renamed.to } : origin.dataset;
      const record: RunRecord = { ...listed, origin: { ...origin, dataset }, weightsBytes: 0 };
      await runs.save(run, record, curves);
      const bytes = await runWeights.get(run)?.();
      if (bytes === undefined) continue;
      const tensors = weightsToTensors('weights', carriedWeights(bytes, graph, runWeightsPath(run), fileName));
      const weightsBytes = await runs.saveWeights(run, { content: { run }, tensors });
      await runs.update(run, { ...record, weightsBytes });
    }
  } finally {
    if (fresh.length > 0) host.emit({ type: 'runs-changed' });
  }
  return fresh.length;
}
