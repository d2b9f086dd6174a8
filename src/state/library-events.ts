/** Puts what the picture library says into the stores. The only place that hears library events. */
import { unreachable } from '#base/assert.ts';
import { clamp } from '#base/math.ts';
import type { LibraryEvent } from '#protocol/library.ts';
import { faultOf, isTraining, openDataset } from './engine-events.ts';
import { refreshDatasets, refreshOpen, refreshStorage } from './library-open.ts';
import type { Stride } from './stride.ts';

/**
 * An import says every few pictures that the data set has changed; the page looks again at most this often, and more
 * seldom where looking takes long: the library imports nothing meanwhile.
 */
const refreshInterval = { shortest: 400, longest: 3000 } as const;
const shareOfRefreshes = 0.1;

/** Runs `task` soon, never twice at once, and the more seldom the longer it takes: calls meanwhile lead to one more run. */
function coalesced(task: () => Promise<void>): () => void {
  let isUnderWay = false;
  let isAskedAgain = false;
  let interval: number = refreshInterval.shortest;
  const run = async () => {
    isAskedAgain = false;
    const started = performance.now();
    await task();
    interval = clamp(
      (performance.now() - started) / shareOfRefreshes,
      refreshInterval.shortest,
      refreshInterval.longest,
    );
    isUnderWay = false;
    if (isAskedAgain) ask();
  };
  const ask = () => {
    if (isUnderWay) {
      isAskedAgain = true;
      return;
    }
    isUnderWay = true;
    setTimeout(run, interval);
  };
  return ask;
}

function hearing(stride: Stride): (event: LibraryEvent) => void {
  const { libraryState } = stride;
  const lookAgain = coalesced(async () => {
    await Promise.all([refreshOpen(stride), refreshDatasets(stride), refreshStorage(stride)]);
  });
  // The engine holds the pictures it trains on, so it reads them again, but never under a run or an import.
  const trainAnew = coalesced(async () => {
    const { dataset } = stride.project.getProject();
    const isImporting = libraryState.getState().jobs.some((job) => job.dataset === dataset);
    if (!isImporting && !isTraining(stride)) await openDataset(stride);
  });
  return (event) => {
    switch (event.type) {
      case 'import-progress': {
        const { progress } = event;
        libraryState.setState(({ jobs }) => ({
          jobs: jobs.map((job) => (job.job === progress.job ? { ...job, progress } : job)),
        }));
        return;
      }
      case 'import-download': {
        const { download } = event;
        libraryState.setState(({ jobs }) => ({
          jobs: jobs.map((job) => (job.job === download.job ? { ...job, download } : job)),
        }));
        return;
      }
      case 'dataset-changed':
        lookAgain();
        if (event.dataset === stride.project.getProject().dataset) trainAnew();
        return;
      case 'datasets-changed':
        lookAgain();
        return;
      default:
        return unreachable(event);
    }
  };
}

/** Connects the library with the stores. Never rejects: what fails is shown. */
export async function startLibrary(stride: Stride): Promise<void> {
  try {
    await stride.library.listen(hearing(stride));
  } catch (thrown) {
    const { message, remedy } = faultOf(thrown);
    stride.notices.show({ tone: 'error', message, remedy });
    return;
  }
  await refreshDatasets(stride);
}
