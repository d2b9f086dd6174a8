/** Opening a data set for the Data workspace, and keeping what is shown in step with what the library holds. */
import type { DatasetSummary } from '#protocol/library.ts';
import { faultOf } from './engine-events.ts';
import { isEmbedded, showEmbedded } from './library-embedded.ts';
import { everySample, placeOf } from './library-filter.ts';
import { pruneSelection } from './library-selection.ts';
import { linesAtOnce, nothingSelected, type ShownDataset, shownDataset } from './library-store.ts';
import type { Stride } from './stride.ts';

async function load({ engine, library, libraryState }: Stride, id: string): Promise<ShownDataset> {
  if (isEmbedded(id)) return showEmbedded(await engine.openDataset(id), (indices) => engine.samples(id, indices));
  const [description, columns, duplicates, lines] = await Promise.all([
    library.describe(id),
    library.samples(id),
    library.duplicates(id),
    library.skipped(id, libraryState.getState().linesWanted),
  ]);
  return { id, isEmbedded: false, description, columns, duplicates, lines };
}

function show(stride: Stride, shown: ShownDataset): void {
  stride.libraryState.setState((state) => ({
    open: { phase: 'ready', id: shown.id, shown },
    ...pruneSelection(state, (id) => placeOf(shown.columns, id) >= 0),
    filter: shown.description.classNames.includes(state.filter.className ?? '')
      ? state.filter
      : { ...state.filter, className: null },
  }));
}

/** Shows a data set in the Data workspace. What comes in after another was asked for is left out. Never rejects. */
export async function openInData(stride: Stride, id: string): Promise<void> {
  const { libraryState } = stride;
  libraryState.setState({
    open: { phase: 'loading', id },
    linesWanted: linesAtOnce,
    ...nothingSelected,
    filter: everySample,
  });
  await refreshOpen(stride);
}

/** Shows more of the lines about files of the open data set. Never rejects. */
export async function showMoreLines(stride: Stride): Promise<void> {
  stride.libraryState.setState(({ linesWanted }) => ({ linesWanted: linesWanted + linesAtOnce }));
  await refreshOpen(stride);
}

/** The data set that the project trains on, unless one is open already. */
export function openFirst(stride: Stride): void {
  if (stride.libraryState.getState().open === null) void openInData(stride, stride.project.getProject().dataset);
}

/** Reads the open data set anew, keeping selection and filter as far as they still hold. Never rejects. */
export async function refreshOpen(stride: Stride): Promise<void> {
  const id = stride.libraryState.getState().open?.id;
  if (id === undefined) return;
  const isWanted = () => stride.libraryState.getState().open?.id === id;
  try {
    const shown = await load(stride, id);
    if (isWanted()) show(stride, shown);
  } catch (thrown) {
    const { message, remedy } = faultOf(thrown);
    if (isWanted()) stride.libraryState.setState({ open: { phase: 'failed', id, message, remedy } });
  }
}

/** Reads the list of data sets anew. Never rejects: what fails is shown. */
export async function refreshDatasets(stride: Stride): Promise<readonly DatasetSummary[]> {
  try {
    const all = await stride.library.listDatasets();
    const datasets = all.filter(({ deletedAt }) => deletedAt === null);
    stride.libraryState.setState({ datasets });
    return datasets;
  } catch (thrown) {
    const { message, remedy } = faultOf(thrown);
    stride.libraryState.setState({ datasets: [] });
    stride.notices.show({ tone: 'error', message, remedy });
    return [];
  }
}

/** For the tab that alone may change data sets: looks at them anew, since another may have had them. Never rejects. */
export async function takeChargeOfLibrary(stride: Stride): Promise<void> {
  await stride.library.takeCharge().catch(() => undefined);
  await Promise.all([refreshDatasets(stride), refreshOpen(stride)]);
}

export async function refreshStorage(stride: Stride): Promise<void> {
  // A browser that does not say leaves the figures out.
  const storage = await stride.library.storageReport().catch(() => null);
  stride.libraryState.setState({ storage });
}

/** The data set that edits and imports go into: the open one, where it is a person's own. */
export function editableDataset(stride: Stride): ShownDataset | null {
  const shown = shownDataset(stride.libraryState.getState());
  return shown && !shown.isEmbedded ? shown : null;
}
