/** Bringing pictures in. Each import is a job that is shown while it runs and summed up when it ends. None rejects. */
import { formatCount } from '#base/format.ts';
import type { HostedDataset } from '#data/hosted-datasets.ts';
import type { DatasetSummary, ImportOutcome, SourceEntry } from '#protocol/library.ts';
import { faultOf } from './engine-events.ts';
import { createDataset } from './library-datasets.ts';
import { showFault } from './library-edits.ts';
import { isEmbedded } from './library-embedded.ts';
import { openInData, refreshDatasets, refreshOpen, refreshStorage } from './library-open.ts';
import type { Notice } from './notices-store.ts';
import type { Stride } from './stride.ts';

export interface ImportSource {
  readonly entries: readonly SourceEntry[];
  /** What comes in, as the progress names it: `cats.zip`, `12 files`. */
  readonly label: string;
  /** The name of the data set that is made where none of a person's own is open. */
  readonly datasetName: string;
  /** The class of everything, whatever its folder says; by folder where absent. */
  readonly className?: string | undefined;
}

/** Reads files into the open data set, or into a new one where the open one is not a person's own. */
export async function importEntries(stride: Stride, source: ImportSource): Promise<void> {
  if (source.entries.length === 0) return;
  const dataset = await targetOf(stride, source.datasetName);
  if (dataset === null) return;
  await runJob(stride, dataset, source.label, (job) => importInPieces(stride, job, dataset, source));
}

/** A browser looks up each file on the disk as it is handed to the library, and the page stands still meanwhile. */
const filesAtOnce = 50;

async function importInPieces(
  { library, libraryState }: Stride,
  job: string,
  dataset: string,
  { entries, className }: ImportSource,
): Promise<ImportOutcome> {
  const last = filesAtOnce * Math.floor((entries.length - 1) / filesAtOnce);
  for (let start = 0; start < last; start += filesAtOnce) {
    await library.offerFiles(job, entries.slice(start, start + filesAtOnce));
    if (libraryState.getState().jobs.some((each) => each.job === job && each.isCancelling)) {
      return { job, dataset, end: 'cancelled', added: 0, skipped: 0, lines: [], milliseconds: 0 };
    }
  }
  const named = className === undefined ? {} : { className };
  return library.importFiles({ job, dataset, entries: entries.slice(last), ...named });
}

/** Fetches a hosted data set into a new one of its name, which goes again where nothing came of it. */
export async function importHosted(stride: Stride, hosted: HostedDataset): Promise<void> {
  const before = stride.libraryState.getState().open?.id;
  const created = await createDataset(stride, hosted.name, hosted.settings);
  if (created === null) return;
  const dataset = created.id;
  const isFilled = await runJob(
    stride,
    dataset,
    hosted.name,
    (job) => stride.library.importHosted({ job, dataset, hosted: hosted.id }),
    { label: 'Try again', perform: () => void importHosted(stride, hosted) },
  );
  if (isFilled || !(await isUnused(stride, dataset))) return;
  await stride.library.purgeDataset(dataset).catch((thrown: unknown) => showFault(stride, thrown));
  await refreshDatasets(stride);
  if (before !== undefined && stride.libraryState.getState().open?.id === dataset) await openInData(stride, before);
}

/** Whether nothing is in a data set, nor on its way there: while one import was under way another may have filled it. */
async function isUnused({ library, libraryState }: Stride, dataset: string): Promise<boolean> {
  if (libraryState.getState().jobs.some((job) => job.dataset === dataset)) return false;
  return library.describe(dataset).then(
    ({ sampleCount }) => sampleCount === 0,
    () => false,
  );
}

export async function cancelImport(stride: Stride, job: string): Promise<void> {
  stride.libraryState.setState(({ jobs }) => ({
    jobs: jobs.map((each) => (each.job === job ? { ...each, isCancelling: true } : each)),
  }));
  await stride.library.cancelImport(job).catch((thrown: unknown) => showFault(stride, thrown));
}

/** Cancels every import, and resolves when the last has ended; what is in stays in. */
export async function endImports(stride: Stride): Promise<void> {
  const { libraryState } = stride;
  await Promise.all(libraryState.getState().jobs.map(({ job }) => cancelImport(stride, job)));
  await new Promise<void>((resolve) => {
    const look = () => {
      if (libraryState.getState().jobs.length > 0) return;
      forget();
      resolve();
    };
    const forget = libraryState.subscribe(look);
    look();
  });
}

const creating = new WeakMap<Stride, Promise<DatasetSummary | null>>();

/** The open data set, or a new one where that is not a person's own; one, however many ask at once. */
async function targetOf(stride: Stride, name: string): Promise<string | null> {
  const { open } = stride.libraryState.getState();
  if (open && open.phase !== 'failed' && !isEmbedded(open.id)) return open.id;
  const pending = creating.get(stride) ?? createDataset(stride, name).finally(() => creating.delete(stride));
  creating.set(stride, pending);
  return (await pending)?.id ?? null;
}

/** Runs an import with its place among the jobs; false where it failed, which is shown with `retry`, or was cancelled empty. */
async function runJob(
  stride: Stride,
  dataset: string,
  label: string,
  run: (job: string) => Promise<ImportOutcome>,
  retry?: Notice['action'],
): Promise<boolean> {
  const { libraryState } = stride;
  const job = crypto.randomUUID();
  libraryState.setState(({ jobs }) => ({
    jobs: [...jobs, { job, dataset, label, download: null, progress: null, isCancelling: false }],
  }));
  let isFilled = false;
  try {
    const outcome = await run(job);
    sumUp(stride, label, outcome);
    isFilled = outcome.end !== 'cancelled' || outcome.added > 0;
  } catch (thrown) {
    const { message, remedy } = faultOf(thrown);
    stride.notices.show({ tone: 'error', message, remedy, ...(retry && { action: retry }) });
  }
  libraryState.setState(({ jobs }) => ({ jobs: jobs.filter((each) => each.job !== job) }));
  await Promise.all([refreshOpen(stride), refreshDatasets(stride), refreshStorage(stride)]);
  return isFilled;
}

/** `12 pictures`, `1 picture`. */
export function countPictures(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'picture' : 'pictures'}`;
}

function sumUp(stride: Stride, label: string, { end, added, skipped }: ImportOutcome): void {
  const skippedText = skipped > 0 ? `, ${formatCount(skipped)} skipped` : '';
  const counts = `${added > 0 ? countPictures(added) : 'nothing'} added${skippedText}`;
  const remedy =
    skipped > 0 ? { remedy: 'Each skipped file has its line, with the reason, under “Skipped files”.' } : {};
  switch (end) {
    case 'finished':
      stride.notices.show({ tone: skipped > 0 ? 'warning' : 'info', message: `${label}: ${counts}.`, ...remedy });
      return;
    case 'cancelled':
      stride.notices.show({
        tone: 'info',
        message:
          added + skipped > 0 ? `${label} was cancelled: ${counts}. What is in stays in.` : `${label} was cancelled.`,
      });
      return;
    case 'full':
      stride.notices.show({
        tone: 'error',
        message: `The browser’s space ran out while reading ${label}: ${counts}.`,
        remedy:
          'What fitted is kept. Delete data sets you no longer need, or free disk space, then add the rest again.',
      });
      return;
  }
}

/**
 * Keeps a webcam frame in a class of the open data set, or of a new one where that is not a person's own. The frame is
 * moved away. False for an exact repeat. Rejects with an `EngineFault` where it could not be kept.
 */
export async function recordFrame(stride: Stride, className: string, frame: ImageBitmap): Promise<boolean> {
  const dataset = await targetOf(stride, 'My pictures');
  return dataset !== null && (await stride.library.addFrame(dataset, className, frame)) !== null;
}
