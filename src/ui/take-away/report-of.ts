import type { Stride } from '#state/stride.ts';
import { backendText } from '../shell/backend-text.ts';
import { endSentence } from '../shell/end-sentence.ts';
import type { RunReport } from './run-report.ts';

/** The last run, or the one under way, with the document it was started from. */
export function reportOf(stride: Stride): RunReport {
  const { graph, training: settings, name, seed, dataset } = stride.project.getProject();
  const { batches, epochs, outcome, trainedGraph } = stride.training.getState();
  const opened = stride.dataset.getState();
  return {
    name,
    ending: outcome ? endSentence(outcome) : 'The run was still under way when this was written.',
    graph: trainedGraph ?? graph,
    settings,
    seed,
    datasetName: opened.phase === 'ready' ? opened.info.name : dataset,
    backend: backendText(stride.backend.getState()).text,
    batches,
    epochs,
    confusion: outcome?.confusion ?? null,
  };
}
