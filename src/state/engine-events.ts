/** Puts what the engine says into the stores. The only place that hears engine events. */
import { unreachable } from '#base/assert.ts';
import { messageOf } from '#base/errors.ts';
import type { BackendName } from '#protocol/backend.ts';
import type { EngineEvent, EngineFault } from '#protocol/engine.ts';
import type { Stride } from './stride.ts';
import { isUnderWay } from './training-store.ts';

/** What a rejected engine call says, whether it was the engine's own fault or something unforeseen. */
export function faultOf(thrown: unknown): EngineFault {
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'message' in thrown && 'remedy' in thrown) {
    return { code: String(thrown.code), message: String(thrown.message), remedy: String(thrown.remedy) };
  }
  return { code: 'unexpected', message: messageOf(thrown), remedy: 'Reload the page; your network is saved.' };
}

function hear(stride: Stride, event: EngineEvent): void {
  switch (event.type) {
    case 'backend':
      stride.backend.setState({ phase: 'ready', report: event.report }, true);
      return;
    case 'backend-lost':
      stride.backend.setState(
        event.isFinal
          ? { phase: 'failed', message: event.reason, remedy: 'Reload the page to try again; your network is saved.' }
          : { phase: 'restarting', reason: event.reason },
        true,
      );
      stride.notices.show({
        tone: 'warning',
        message: event.reason,
        remedy: event.isFinal ? 'Reload the page to try again.' : 'Stride is starting it again.',
      });
      return;
    case 'gpu-error':
      stride.notices.show({ tone: 'error', message: `The graphics card reported an error: ${event.message}` });
      return;
    case 'compiling':
      stride.training.setState({ compiling: { done: event.done, total: event.total } });
      return;
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
      stride.training.setState(({ epochs }) => ({ epochs: [...epochs, event.report] }));
      return;
    default:
      unreachable(event);
  }
}

/** Starts the engine and keeps the stores up to date from then on. Never rejects: what fails is shown. */
export async function startEngine(stride: Stride, first?: BackendName): Promise<void> {
  try {
    await stride.engine.listen((event) => hear(stride, event));
    const report = await stride.engine.start(first);
    stride.backend.setState({ phase: 'ready', report }, true);
    stride.project.store.subscribe(({ project }) => {
      if (project.dataset !== stride.dataset.getState().id) void openDataset(stride);
    });
    await openDataset(stride);
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
