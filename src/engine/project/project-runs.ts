/** The runs kept here, as they go into a project file and come out of it. */
import { type CarriedRun, runText } from '#formats/project/run-text.ts';
import type { EngineHost } from '../engine-host.ts';
import { runShelf } from '../runs/run-shelf.ts';

/** Every kept run as the text of its file, the oldest first. */
export async function* runTexts(host: EngineHost): AsyncGenerator<{ readonly run: string; readonly text: string }> {
  const { runs } = runShelf(host);
  for (const listed of (await runs?.list()) ?? []) {
    const { run } = listed.origin;
    const curves = (await runs?.curves(run)) ?? { batches: new Float64Array(0), confusion: null };
    yield { run, text: runText({ listed, curves }) };
  }
}

/** Keeps those that are not here already; a run of the data set `from` names `to` from now on. Gives how many were new. */
export async function keepCarriedRuns(
  host: EngineHost,
  carried: readonly CarriedRun[],
  renamed: { readonly from: string; readonly to: string } | null,
): Promise<number> {
  const { runs } = runShelf(host);
  if (runs === null) return 0;
  const here = new Set((await runs.list()).map(({ origin }) => origin.run));
  const fresh = carried.filter(({ listed }) => !here.has(listed.origin.run));
  for (const { listed, curves } of fresh) {
    const { origin } = listed;
    const isOfDataset = renamed !== null && origin.dataset.id === renamed.from;
    const dataset = isOfDataset ? { ...origin.dataset, id: renamed.to } : origin.dataset;
    await runs.save(origin.run, { ...listed, origin: { ...origin, dataset }, weightsBytes: 0 }, curves);
  }
  if (fresh.length > 0) host.emit({ type: 'runs-changed' });
  return fresh.length;
}
