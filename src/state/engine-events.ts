/** Puts what the engine says into the stores. The only place that hears engine events. */
import { unreachable } from '#base/assert.ts';
import { messageOf } from '#base/errors.ts';
import type { BackendName, BackendReport } from '#protocol/backend.ts';
import type { EngineEvent, EngineFault } from '#protocol/engine.ts';
import { backendLabels } from './backend-store.ts';
import { hearCheckpoints, lookForInterruptedRun } from './checkpoints.ts';
import { hearExport } from './export-model.ts';
import { applyHalfKernels } from './half-kernels.ts';
import { hearOpening } from './pretrained.ts';
import { refreshRuns } from './runs.ts';
import { hearProjectFile } from './save-project.ts';
import type { Stride } from './stride.ts';
import { readOnlyReason } from './tab-lock.ts';
import { isUnderWay } from './training-store.ts';
import { hearTransfer } from './transfer.ts';
import { applyWeightsSettings, hearWeights } from './weights.ts';

/** What a rejected engine call says, whether it was the engine's own fault or something unforeseen. */
export function faultOf(thrown: unknown): EngineFault {
  const fallback: EngineFault = {
    code: 'unexpected',
    message: messageOf(thrown),
    remedy: 'Reload the page; your network is saved.',
  };
  if (typeof thrown !== 'object' || thrown === null || !('code' in thrown) || !('message' in thrown)) return fallback;
  return {
    code: String(thrown.code),
    message: String(thrown.message),
    remedy: 'remedy' in thrown && typeof thrown.remedy === 'string' ? thrown.remedy : fallback.remedy,
  };
}

/** Gives the listener that puts events into the stores. It remembers what it said, so as not to say it for ever. */
function hearing(stride: Stride): (event: EngineEvent) => void {
  let lossNotice: number | null = null;
  let errorNotice: number | null = null;

  const hearBackend = (report: BackendReport) => {
    stride.backend.setState({ phase: 'ready', report }, true);
    if (lossNotice === null) return;
    stride.notices.dismiss(lossNotice);
    lossNotice = null;
    stride.notices.show({ tone: 'info', message: `The engine runs again, on ${backendLabels[report.name]}.` });
  };

  const hearLoss = (reason: string, isFinal: boolean) => {
    if (isFinal) {
      const remedy = 'Reload the page to try again; your network is saved.';
      stride.backend.setState({ phase: 'failed', message: reason, remedy }, true);
      stride.notices.show({ tone: 'error', message: reason, remedy });
      return;
    }
    stride.backend.setState({ phase: 'restarting', reason }, true);
    lossNotice = stride.notices.show({
      tone: 'warning',
      message: `The graphics card went away: ${reason}`,
      remedy: 'Stride is starting the engine again. Your network is safe.',
    });
  };

  return (event) => {
    switch (event.type) {
      case 'backend':
        return hearBackend(event.report);
      case 'backend-lost':
        return hearLoss(event.reason, event.isFinal);
      case 'gpu-error':
        // Errors come in swarms, and the first is the one that says why.
        if (errorNotice === null || !stride.notices.isShown(errorNotice)) {
          errorNotice = stride.notices.show({
            tone: 'error',
            message: 'The graphics card reported an error.',
            remedy: 'If its numbers look right, go on; otherwise choose a smaller batch size or reload the page.',
            details: event.message,
          });
        }
        return;
      case 'compiling':
        stride.training.setState({ compiling: { done: event.done, total: event.total } });
        return;
      case 'tuning':
        stride.training.setState({ tuning: { done: event.done, total: event.total } });
        return;
      case 'dataset-progress': {
        const { phase, id } = stride.dataset.getState();
        const { dataset, done, total } = event;
        if (phase === 'loading' && id === dataset)
          stride.dataset.setState({ phase, id, decoded: { done, total } }, true);
        return;
      }
      case 'progress': {
        const { phase, batches } = stride.training.getState();
        stride.training.setState({
          progress: event.progress,
          batches: event.progress.batches.length > 0 ? [...batches, ...event.progress.batches] : batches,
          phase: phase === 'compiling' && event.progress.phase !== 'compiling' ? 'running' : phase,
        });
        return;
      }
      case 'epoch':
        // Events and answers come on ways of their own: the run's outcome, with all its epochs, may have been quicker.
        stride.training.setState(({ epochs }) =>
          epochs.some(({ epoch }) => epoch === event.report.epoch) ? {} : { epochs: [...epochs, event.report] },
        );
        return;
      case 'download':
      case 'download-resumed':
      case 'download-not-kept':
        return hearWeights(stride, event);
      case 'opening':
        return hearOpening(stride, event);
      case 'transfer':
        return hearTransfer(stride, event);
      case 'run-restored':
      case 'checkpoint-failed':
      case 'checkpoint-saved':
        return hearCheckpoints(stride, event);
      case 'export':
        return hearExport(stride, event);
      case 'benchmark':
        // Measured by an engine of its own, which has a listener of its own (`benchmark.ts`).
        return;
      case 'project-written':
        return hearProjectFile(stride, event);
      case 'runs-changed':
        void refreshRuns(stride);
        return;
      default:
        return unreachable(event);
    }
  };
}

/** Starts the engine and keeps the stores up to date from then on. Never rejects: what fails is shown. */
export async function startEngine(stride: Stride, first?: BackendName): Promise<void> {
  try {
    await stride.engine.listen(hearing(stride));
    await applyWeightsSettings(stride);
    await applyHalfKernels(stride);
    const report = await stride.engine.start(first);
    stride.backend.setState({ phase: 'ready', report }, true);
    stride.project.store.subscribe(({ project }) => {
      if (project.dataset !== stride.dataset.getState().id) void openDataset(stride);
    });
    await openDataset(stride);
    if (readOnlyReason(stride) === null) await lookForInterruptedRun(stride);
    await refreshRuns(stride);
  } catch (thrown) {
    const { message, remedy } = faultOf(thrown);
    stride.backend.setState({ phase: 'failed', message, remedy }, true);
  }
}

/** Loads the data set that the document names. What comes in after another was asked for is left out. */
export async function openDataset(stride: Stride): Promise<void> {
  const id = stride.project.getProject().dataset;
  const isWanted = () => stride.dataset.getState().id === id;
  stride.dataset.setState({ phase: 'loading', id }, true);
  try {
    const info = await stride.engine.openDataset(id);
    if (isWanted()) stride.dataset.setState({ phase: 'ready', id, info }, true);
  } catch (thrown) {
    const { message, remedy } = faultOf(thrown);
    if (isWanted()) stride.dataset.setState({ phase: 'failed', id, message, remedy }, true);
  }
}

/** True while a run holds the engine. */
export function isTraining(stride: Stride): boolean {
  return isUnderWay(stride.training.getState().phase);
}
