import type { RunRecord } from '#graph/training/run-schemas.ts';
import type { RunCurve } from '#protocol/runs.ts';
import { backendLabels } from '#state/backend-store.ts';
import type { Stride } from '#state/stride.ts';
import { backendText } from '../shell/backend-text.ts';
import { endSentence } from '../shell/end-sentence.ts';
import type { RunReport } from './run-report.ts';

/** A kept run. */
export function reportOfKept({ name, note, origin, device }: RunRecord, { batches, outcome }: RunCurve): RunReport {
  const { graph, settings, seed, dataset, startedAt } = origin;
  const label = backendLabels[device.backend];
  return {
    name,
    note,
    startedAt,
    ending: endSentence(outcome),
    graph,
    settings,
    seed,
    datasetName: dataset.name,
    datasetHash: dataset.hash,
    backend: device.adapter === '' ? label : `${label} · ${device.adapter}`,
    batches: Array.from({ length: batches.length / 3 }, (_, point) => ({
      step: batches[3 * point] ?? 0,
      loss: batches[3 * point + 1] ?? Number.NaN,
      accuracy: batches[3 * point + 2] ?? Number.NaN,
    })),
    epochs: outcome.epochs,
    confusion: outcome.confusion,
  };
}

/** The last run, or the one under way: with what it was started from where it is kept, else with the document's settings. */
export function reportOf(stride: Stride): RunReport {
  const { graph, training, name, seed, dataset } = stride.project.getProject();
  const { batches, epochs, outcome, trainedGraph } = stride.training.getState();
  const opened = stride.dataset.getState();
  const measured = JSON.stringify(epochs);
  const kept = outcome && stride.runs.getState().runs?.find((run) => JSON.stringify(run.epochs) === measured);
  return {
    name,
    note: kept?.note ?? '',
    startedAt: kept?.origin.startedAt ?? null,
    ending: outcome ? endSentence(outcome) : 'The run was still under way when this was written.',
    graph: kept?.origin.graph ?? trainedGraph ?? graph,
    settings: kept?.origin.settings ?? training,
    seed: kept?.origin.seed ?? seed,
    datasetName: kept?.origin.dataset.name ?? (opened.phase === 'ready' ? opened.info.name : dataset),
    datasetHash: kept?.origin.dataset.hash ?? '',
    backend: backendText(stride.backend.getState()).text,
    batches,
    epochs,
    confusion: outcome?.confusion ?? null,
  };
}
