/** Runs that have ended: named, compared, gone back to, deleted. */
import type { RunRecord } from '#graph/training/run-schemas.ts';
import type { RunCurve } from '#protocol/runs.ts';
import { faultOf } from './engine-events.ts';
import type { Stride } from './stride.ts';
import { readOnlyReason } from './tab-lock.ts';
import { idleTraining, isUnderWay } from './training-store.ts';

/** Does what the engine is asked for, and shows why where it refuses. Gives whether it was done; never in a read-only tab. */
async function attempt(stride: Stride, work: () => Promise<unknown>): Promise<boolean> {
  const reason = readOnlyReason(stride);
  if (reason !== null) {
    stride.notices.show({ tone: 'warning', message: `Nothing was changed. ${reason}` });
    return false;
  }
  try {
    await work();
    return true;
  } catch (thrown) {
    const { message, remedy } = faultOf(thrown);
    stride.notices.show({ tone: 'error', message, remedy });
    return false;
  }
}

/** Reads the list anew. Never rejects: where nothing can be read, there are none. */
export async function refreshRuns(stride: Stride): Promise<void> {
  const runs = await stride.engine.runs.list().catch(() => []);
  const ids = new Set(runs.map(({ origin }) => origin.run));
  stride.runs.setState(({ compared }) => ({ runs, compared: compared.filter((run) => ids.has(run)) }));
}

export function renameRun(stride: Stride, run: string, name: string): Promise<boolean> {
  return attempt(stride, () => stride.engine.runs.rename(run, name.trim()));
}

export function annotateRun(stride: Stride, run: string, note: string): Promise<boolean> {
  return attempt(stride, () => stride.engine.runs.annotate(run, note));
}

export async function removeRun(stride: Stride, { name, origin }: RunRecord): Promise<void> {
  const { run } = origin;
  if (!(await attempt(stride, () => stride.engine.runs.remove(run)))) return;
  const notice = stride.notices.show({
    tone: 'info',
    message: `${name} was deleted.`,
    action: {
      label: 'Undo',
      perform: () => {
        stride.notices.dismiss(notice);
        void attempt(stride, () => stride.engine.runs.bringBack(run));
      },
    },
  });
}

export function removeRunWeights(stride: Stride, run: string): Promise<boolean> {
  return attempt(stride, () => stride.engine.runs.removeWeights(run));
}

/** Shows the run's curves among those compared, or takes them away. */
export function compareRun(stride: Stride, run: string, isCompared: boolean): void {
  stride.runs.setState(({ compared }) => {
    const others = compared.filter((other) => other !== run);
    return { compared: isCompared ? [...others, run] : others };
  });
}

/** What a run measured; null where it cannot be read, which is shown. */
export async function readCurve(stride: Stride, run: string): Promise<RunCurve | null> {
  try {
    return await stride.engine.runs.curve(run);
  } catch (thrown) {
    const { message, remedy } = faultOf(thrown);
    stride.notices.show({ tone: 'error', message, remedy });
    return null;
  }
}

/** Why no run can be gone back to now, as a sentence; null where one can. */
export function goBackObstacle(stride: Stride): string | null {
  if (isUnderWay(stride.training.getState().phase)) return 'A network is being trained. Stop it first.';
  return readOnlyReason(stride);
}

/**
 * Puts the run's network and settings into the document, one undoable step, and makes its weights the ones that answer, where
 * they are kept.
 */
export async function goBackToRun(stride: Stride, { origin, name, weightsBytes }: RunRecord): Promise<void> {
  if (goBackObstacle(stride) !== null) return;
  const { run, graph, settings, seed, dataset } = origin;
  const before = stride.training.getState();
  stride.project.edit(`Go back to ${name}`, (project) => ({
    ...project,
    graph,
    training: settings,
    seed,
    dataset: dataset.id,
  }));
  await attempt(stride, async () => {
    const { batches, outcome } = await stride.engine.runs.curve(run);
    const hasWeights = weightsBytes > 0;
    if (hasWeights) await stride.engine.runs.adopt(run);
    else {
      const message = `The network and settings of ${name} are in place. Its weights are not kept here.`;
      stride.notices.show({ tone: 'info', message, remedy: 'Press Train: the same seed gives the same weights.' });
    }
    if (stride.training.getState() !== before) return;
    stride.training.setState(
      {
        ...idleTraining,
        phase: 'ended',
        trainedGraph: hasWeights ? stride.project.getProject().graph : before.trainedGraph,
        dataset: dataset.id,
        outcome,
        epochs: outcome.epochs,
        batches: Array.from({ length: batches.length / 3 }, (_, point) => ({
          step: batches[3 * point] ?? 0,
          loss: batches[3 * point + 1] ?? Number.NaN,
          accuracy: batches[3 * point + 2] ?? Number.NaN,
        })),
      },
      true,
    );
  });
}
