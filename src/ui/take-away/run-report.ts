/** A run as one page that opens without a network: what was trained, on what, how, and how well it went. */
import { escapeXml } from '#base/escape-xml.ts';
import { formatCount, formatShape } from '#base/format.ts';
import { analyzeGraph } from '#graph/analyze.ts';
import { graphPicture } from '#graph/graph-picture.ts';
import type { ModelGraph } from '#graph/model-graph.ts';
import { shownGraph } from '#graph/shown-graph.ts';
import type { TrainingSettings } from '#graph/training/training-settings.ts';
import type { ConfusionMatrix, EpochReport, Metrics } from '#protocol/training.ts';
import { formatMetric } from '../train/charts/metric-text.ts';
import { metricPicture } from './metric-picture.ts';
import type { PaperColors } from './paper-colors.ts';

export interface RunReport {
  readonly name: string;
  /** A person's words about it; empty where there are none. */
  readonly note: string;
  /** Milliseconds since 1970; null where it is not known. */
  readonly startedAt: number | null;
  /** How it ended, as a sentence. */
  readonly ending: string;
  readonly graph: ModelGraph;
  readonly settings: TrainingSettings;
  readonly seed: number;
  readonly datasetName: string;
  /** SHA-256 in hexadecimal digits; empty where it is not known. */
  readonly datasetHash: string;
  /** `WebGPU · software adapter`. */
  readonly backend: string;
  readonly batches: readonly ({ readonly step: number } & Metrics)[];
  readonly epochs: readonly EpochReport[];
  readonly confusion: ConfusionMatrix | null;
}

const time = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeStyle: 'short' });

const style = `body{font:15px/1.5 Inter,Helvetica,Arial,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#171b21;background:#fff;color-scheme:light}
h1{font-size:1.6rem;margin:0}h2{font-size:1.1rem;margin:2rem 0 .5rem}table{border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{border-bottom:1px solid #dde1e7;padding:.25rem .75rem;text-align:right}th:first-child,td:first-child{text-align:left}
tr>*:nth-child(2):last-child{text-align:left;overflow-wrap:anywhere}
figure{margin:0;display:inline-block;max-width:100%}svg{max-width:100%;height:auto}.wide{overflow-x:auto}.muted{color:#4d5766}
@media print{body{margin:0;max-width:none}tr,figure,h2{break-inside:avoid}h2{break-after:avoid}.wide{overflow:visible}}`;

/** A whole HTML document; it holds no script and asks no server for anything. */
export function runReport(run: RunReport, colors: PaperColors): string {
  const analysis = analyzeGraph(run.graph);
  const title = escapeXml(run.name);
  const section = (heading: string, content: string) => `<section><h2>${heading}</h2>\n${content}</section>`;
  return [
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>`,
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><style>${style}</style></head><body>`,
    `<h1>${title}</h1><p class="muted">${escapeXml([started(run), run.ending].join(' '))}</p>`,
    run.note === '' ? '' : `<p>${escapeXml(run.note)}</p>`,
    section('Run', table(['Setting', 'Value'], settingRows(run, analysis.totals.parameters))),
    section('Curves', curves(run, colors)),
    section('Epochs', table(['Epoch', 'loss', 'accuracy', 'val_loss', 'val_accuracy'], run.epochs.map(epochRow))),
    run.confusion ? section(`Confusion matrix (${run.confusion.source} samples)`, confusionTable(run.confusion)) : '',
    section(
      'Layers',
      table(
        ['Layer', 'Type', 'Output', 'Parameters'],
        run.graph.nodes.map(({ id, name, type }) => {
          const node = analysis.nodes.get(id);
          return [name, type, node ? formatShape(node.output) : 'unknown', formatCount(node?.parameters ?? 0)];
        }),
      ),
    ),
    section(
      'Network',
      `<div class="wide">${graphPicture(run.name, shownGraph(run.graph, new Set()), analysis, colors)}</div>`,
    ),
    '</body></html>\n',
  ].join('\n');
}

function settingRows(
  { settings, seed, datasetName, datasetHash, backend }: RunReport,
  parameters: number,
): readonly string[][] {
  const { optimizer, learningRate, schedule, loss, batchSize, epochs, validationSplit } = settings;
  return [
    ['Dataset', datasetName],
    ...(datasetHash === '' ? [] : [['Dataset SHA-256', datasetHash]]),
    ['Parameters', formatCount(parameters)],
    [
      'Optimizer',
      Object.entries(optimizer)
        .map(([key, value]) => (key === 'name' ? value : `${key} ${value}`))
        .join(', '),
    ],
    ['Learning rate', `${learningRate}, ${schedule.name}`],
    ['Loss', loss],
    ['Batch size', String(batchSize)],
    ['Epochs', String(epochs)],
    ['Validation split', String(validationSplit)],
    ['Seed', String(seed)],
    ['Backend', backend],
  ];
}

function started({ startedAt }: RunReport): string {
  return startedAt === null ? '' : `Begun ${time.format(startedAt)}.`;
}

function curves(run: RunReport, colors: PaperColors): string {
  return (['loss', 'accuracy'] as const)
    .map((metric) => `<figure>${metricPicture(metric, run, colors)}</figure>`)
    .join('\n');
}

function epochRow({ epoch, training, validation }: EpochReport): readonly string[] {
  const both = (metrics: Metrics | undefined) =>
    metrics ? [formatMetric('loss', metrics.loss), formatMetric('accuracy', metrics.accuracy)] : ['–', '–'];
  return [String(epoch + 1), ...both(training), ...both(validation)];
}

function confusionTable({ classNames, counts }: ConfusionMatrix): string {
  const rows = classNames.map((name, actual) => [
    name,
    ...classNames.map((_, predicted) => String(counts[actual * classNames.length + predicted] ?? 0)),
  ]);
  return table(['actual \\ predicted', ...classNames], rows);
}

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = headings.map((heading) => `<th scope="col">${escapeXml(heading)}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${escapeXml(cell)}</td>`).join('')}</tr>`).join('\n');
  return `<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}
