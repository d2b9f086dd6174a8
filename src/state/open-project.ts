/** Opens a whole project: read, shown, and only then put in place of the one at hand, which is kept. */
import { StrideError } from '#base/errors.ts';
import { formatCount } from '#base/format.ts';
import type { CarriedDataset, OpenedProject } from '#protocol/project.ts';
import { faultOf } from './engine-events.ts';
import type { FileFault, ProjectOpeningState } from './project-file-store.ts';
import { goBackObstacle } from './runs.ts';
import { replaceProject } from './share.ts';
import type { Stride } from './stride.ts';
import { idleTraining } from './training-store.ts';

const put = (stride: Stride, opening: ProjectOpeningState) => stride.projectFile.setState({ opening });

export function isWholeProject(fileName: string): boolean {
  return /\.stride$/i.test(fileName);
}

/** Reads the file and shows what it holds. Never rejects. */
export async function openWholeProject(stride: Stride, file: File): Promise<void> {
  const { name: fileName } = file;
  const reading: ProjectOpeningState = { phase: 'reading', fileName };
  put(stride, reading);
  stride.view.setState({ overlay: 'opened-project' });
  const isStill = () => stride.projectFile.getState().opening === reading;
  try {
    const project = await stride.engine.project.open(file);
    if (isStill()) put(stride, { phase: 'ready', fileName, project, fault: null });
    else await stride.engine.project.forget(project.id);
  } catch (thrown) {
    if (isStill()) put(stride, { phase: 'failed', fileName, fault: shown(thrown) });
  }
}

/** Leaves everything as it is; an import under way ends. */
export function dismissProject(stride: Stride): void {
  const { opening } = stride.projectFile.getState();
  if (opening.phase === 'importing') {
    cancelOpening(stride);
    return;
  }
  if (stride.view.getState().overlay === 'opened-project') stride.view.setState({ overlay: null });
  put(stride, { phase: 'none' });
  if (opening.phase === 'ready') void stride.engine.project.forget(opening.project.id).catch(() => undefined);
}

export function cancelOpening(stride: Stride): void {
  const { opening } = stride.projectFile.getState();
  if (opening.phase === 'importing') void stride.library.cancelImport(opening.job).catch(() => undefined);
}

/**
 * Puts the opened project in place: its pictures first, which may fail and then leave everything as it was, then the
 * document as one step, the weights and the runs. Never rejects: what fails is shown.
 */
export async function replaceByOpenedProject(stride: Stride): Promise<void> {
  const { opening } = stride.projectFile.getState();
  if (opening.phase !== 'ready' || goBackObstacle(stride) !== null) return;
  const { fileName, project: opened } = opening;
  try {
    const dataset = opened.dataset && (await datasetOf(stride, opened.dataset, { fileName, opened }));
    const document = dataset === null ? opened.project : { ...opened.project, dataset };
    await replaceProject(stride, `Open ${fileName}`, document);
    put(stride, { phase: 'none' });
    await adoptWeights(stride, opened);
    // Last: the space may run out for their weights.
    await stride.engine.project.keepRuns(opened.id, dataset);
  } catch (thrown) {
    const { code } = faultOf(thrown);
    const isOpen = stride.projectFile.getState().opening.phase === 'none';
    if (isOpen) stride.notices.show({ tone: 'error', ...shown(thrown) });
    else put(stride, { ...opening, fault: code === 'cancelled' ? null : shown(thrown) });
    if (!isOpen) return;
  }
  await stride.engine.project.forget(opened.id).catch(() => undefined);
}

async function adoptWeights(stride: Stride, { id, weights }: OpenedProject): Promise<void> {
  if (weights === null || !(await stride.engine.project.adopt(id))) return;
  const { graph, dataset } = stride.project.getProject();
  // The document's own graph where it is the same, so that it does not count as changed since.
  const trainedGraph = JSON.stringify(graph) === JSON.stringify(weights.graph) ? graph : weights.graph;
  stride.training.setState({ ...idleTraining, trainedGraph, dataset }, true);
}

interface Opening {
  readonly fileName: string;
  readonly opened: OpenedProject;
}

/** The data set of this content that is here already, or a new one with the file's pictures. */
async function datasetOf(stride: Stride, carried: CarriedDataset, opening: Opening): Promise<string> {
  return (await sameDataset(stride, carried)) ?? (await importDataset(stride, carried, opening));
}

async function sameDataset({ library }: Stride, carried: CarriedDataset): Promise<string | null> {
  const settings = JSON.stringify(carried.settings);
  for (const { id, deletedAt, sampleCount } of await library.listDatasets()) {
    if (deletedAt !== null || sampleCount !== carried.pictures) continue;
    const found = await library.describe(id);
    if (found.contentHash === carried.contentHash && JSON.stringify(found.settings) === settings) return id;
  }
  return null;
}

async function importDataset(stride: Stride, carried: CarriedDataset, { fileName, opened }: Opening): Promise<string> {
  const { library, libraryState, projectFile } = stride;
  const { name, settings, classNames, pictures, archive } = carried;
  const { id: dataset } = await library.createDataset(name, settings);
  const job = crypto.randomUUID();
  libraryState.setState(({ jobs }) => ({
    jobs: [...jobs, { job, dataset, label: fileName, download: null, progress: null, isCancelling: false }],
  }));
  projectFile.setState({ opening: { phase: 'importing', fileName, project: opened, job } });
  try {
    for (const className of classNames) await library.addClass(dataset, className);
    const outcome = await library.importFiles({ job, dataset, entries: [{ path: 'data-set.zip', file: archive }] });
    if (outcome.end === 'cancelled') throw cancelled();
    if (outcome.end === 'full') throw full(fileName);
    if (outcome.added === 0 && pictures > 0) throw unreadable(fileName, outcome.lines[0]?.reason);
    const { contentHash } = await library.describe(dataset);
    if (contentHash !== carried.contentHash) tellDifference(stride, carried, outcome.added);
    return dataset;
  } catch (thrown) {
    await library.purgeDataset(dataset).catch(() => undefined);
    throw thrown;
  } finally {
    libraryState.setState(({ jobs }) => ({ jobs: jobs.filter((each) => each.job !== job) }));
  }
}

function tellDifference(stride: Stride, { name, pictures }: CarriedDataset, added: number): void {
  stride.notices.show({
    tone: 'warning',
    message: `The data set ${name} is not quite the one that was saved: ${formatCount(added)} of ${formatCount(pictures)} pictures came in.`,
    remedy: 'Each that did not has its line, with the reason, under “Skipped files” in Data.',
  });
}

function shown(thrown: unknown): FileFault {
  const { message, remedy } = faultOf(thrown);
  return { message, remedy };
}

function cancelled(): StrideError {
  return new StrideError({ code: 'cancelled', message: 'The project was not opened.' });
}

function full(fileName: string): StrideError {
  return new StrideError({
    code: 'storage-full',
    message: `The pictures of ${fileName} do not fit into the space that this browser gives Stride.`,
    remedy: 'Delete data sets, downloaded weights or old runs that you no longer need, and open it again.',
  });
}

function unreadable(fileName: string, reason = ''): StrideError {
  return new StrideError({
    code: 'unreadable-file',
    message: `The data set in ${fileName} cannot be read. ${reason}`.trim(),
    remedy: 'Ask for the file again; it may have been damaged on its way.',
  });
}
