/** Runs that were broken off: found at the start, continued or discarded; and what is heard of checkpoints meanwhile. */
import { formatCount } from '#base/format.ts';
import type { CheckpointEvent } from '#protocol/checkpoints.ts';
import { faultOf } from './engine-events.ts';
import type { Stride } from './stride.ts';
import { readOnlyReason } from './tab-lock.ts';
import { followRun } from './train.ts';
import { isUnderWay } from './training-store.ts';

/** Looks whether there is a run to continue. Never rejects: without an answer there is none. */
export async function lookForInterruptedRun(stride: Stride): Promise<void> {
  const interrupted = await stride.engine.checkpoints.interrupted().catch(() => null);
  stride.checkpoints.setState({ interrupted });
}

/** Goes on with the run that was broken off. Resolves when it has ended; never rejects. */
export async function continueRun(stride: Stride): Promise<void> {
  const { interrupted } = stride.checkpoints.getState();
  if (interrupted === null || isUnderWay(stride.training.getState().phase) || readOnlyReason(stride) !== null) return;
  stride.checkpoints.setState({ interrupted: null });
  const { graph } = stride.project.getProject();
  // The document's own graph where it is the same, so that it does not count as changed since.
  const trained = JSON.stringify(graph) === JSON.stringify(interrupted.graph) ? graph : interrupted.graph;
  await followRun(stride, { graph: trained, dataset: interrupted.dataset.id }, () =>
    stride.engine.checkpoints.resume(interrupted.run),
  );
}

/** Deletes the checkpoints of the run that was broken off. Rejects as the engine does. */
export async function discardRun(stride: Stride): Promise<void> {
  const { interrupted } = stride.checkpoints.getState();
  if (interrupted === null || readOnlyReason(stride) !== null) return;
  stride.checkpoints.setState({ interrupted: null });
  try {
    await stride.engine.checkpoints.discard(interrupted.run);
  } catch (thrown) {
    stride.notices.show({ tone: 'error', ...faultOf(thrown) });
  }
  await lookForInterruptedRun(stride);
}

export function hearCheckpoints(stride: Stride, event: CheckpointEvent): void {
  switch (event.type) {
    case 'run-restored': {
      const batches = Array.from({ length: event.step }, (_, step) => ({
        step,
        loss: event.batches[2 * step] ?? Number.NaN,
        accuracy: event.batches[2 * step + 1] ?? Number.NaN,
      }));
      stride.training.setState({ epochs: event.epochs, batches });
      if (event.reason === 'continued') return;
      stride.notices.show({
        tone: 'info',
        message:
          event.step === 0
            ? 'Training begins again on what the engine runs on now.'
            : `Training goes on by itself from its last checkpoint, after step ${formatCount(event.step)}.`,
      });
      return;
    }
    case 'checkpoint-saved':
      stride.checkpoints.setState({ last: { step: event.step, bytes: event.bytes } });
      return;
    case 'checkpoint-failed':
      stride.notices.show({
        tone: 'warning',
        message: `The state of the run could not be saved: ${event.message}`,
        remedy: `Training goes on, and the checkpoint before stands. ${event.remedy}`,
      });
      return;
  }
}
