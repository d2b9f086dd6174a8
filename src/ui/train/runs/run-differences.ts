/** What compared runs were begun with, as far as it is not the same: why their curves part. */
import { formatCount } from '#base/format.ts';
import type { RunRecord } from '#graph/training/run-schemas.ts';
import type { TrainingSettings } from '#graph/training/training-settings.ts';

export interface RunDifference {
  readonly label: string;
  /** One a run, in their order. */
  readonly values: readonly string[];
}

const settingLabels: Readonly<Record<keyof TrainingSettings, string>> = {
  optimizer: 'Optimizer',
  learningRate: 'Learning rate',
  schedule: 'Schedule',
  loss: 'Loss',
  batchSize: 'Batch size',
  epochs: 'Epochs',
  validationSplit: 'Validation split',
  classWeight: 'Class weights',
  earlyStopping: 'Early stopping',
  sampleLimit: 'Samples to use',
};
const settingNames = Object.keys(settingLabels) as readonly (keyof TrainingSettings)[];

/** Nothing for a lone run, and for runs of the same beginnings. */
export function runDifferences(runs: readonly RunRecord[]): readonly RunDifference[] {
  const rows: readonly RunDifference[] = [
    // Positions and names say nothing about how a network learns.
    row('Network', runs, networkText, ({ origin }) => origin.graph.nodes.map(({ type, config }) => [type, config])),
    row(
      'Dataset',
      runs,
      ({ origin }) => origin.dataset.name,
      ({ origin }) => origin.dataset.hash,
    ),
    ...settingNames.map((name) => row(settingLabels[name], runs, ({ origin }) => settingText(origin.settings[name]))),
    row('Seed', runs, ({ origin }) => String(origin.seed)),
    row('Backend', runs, ({ device }) => device.backend),
  ].filter((difference) => difference !== null);
  return rows;
}

/** Null where all runs have the same. */
function row(
  label: string,
  runs: readonly RunRecord[],
  textOf: (run: RunRecord) => string,
  keyOf: (run: RunRecord) => unknown = textOf,
): RunDifference | null {
  const keys = new Set(runs.map((run) => JSON.stringify(keyOf(run))));
  return keys.size > 1 ? { label, values: runs.map(textOf) } : null;
}

function networkText({ origin, parameters }: RunRecord): string {
  return `${formatCount(origin.graph.nodes.length)} layers, ${formatCount(parameters)} parameters`;
}

function settingText(value: TrainingSettings[keyof TrainingSettings]): string {
  if (value === null) return 'none';
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .map(([key, part]) => (key === 'name' ? part : `${key} ${part}`))
    .join(', ');
}
