/** Transfer learning from the page: begun, followed, and its network opened in Build. */
import type { TransferEvent } from '#protocol/transfer.ts';
import { faultOf } from './engine-events.ts';
import type { Stride } from './stride.ts';
import { idleTraining, isUnderWay } from './training-store.ts';
import type { TransferSettings } from './transfer-store.ts';

/** What the work is called in events; there is one at a time. */
export const transferJob = 'transfer';

export function chooseTransfer({ transfer }: Stride, change: Partial<TransferSettings>): void {
  transfer.setState(({ settings }) => ({ settings: { ...settings, ...change } }));
}

export function hearTransfer({ transfer }: Stride, event: TransferEvent): void {
  if (event.job !== transferJob) return;
  if (event.stage === 'base') transfer.setState({ work: { phase: 'base' } });
  else {
    const { done, total, millisecondsLeft } = event;
    transfer.setState({ work: { phase: 'features', done, total, millisecondsLeft } });
  }
}

/** Never rejects: what fails is shown. The head's training is followed as any run is. */
export async function startTransfer(stride: Stride): Promise<void> {
  const { engine, training, transfer, project } = stride;
  if (isUnderWay(training.getState().phase)) return;
  const { trainedGraph } = training.getState();
  const { seed } = project.getProject();
  training.setState(
    { ...idleTraining, phase: 'compiling', trainedGraph, dataset: transfer.getState().settings.dataset },
    true,
  );
  transfer.setState({ work: { phase: 'base' } });
  try {
    const result = await engine.transfer.train({ ...transfer.getState().settings, job: transferJob, seed });
    const { outcome, graph } = result;
    training.setState({
      phase: 'ended',
      outcome,
      epochs: outcome.epochs,
      compiling: null,
      trainedGraph: graph ?? trainedGraph,
    });
    const { end } = outcome;
    transfer.setState({ work: end.kind === 'failed' ? { phase: 'failed', fault: end } : { phase: 'done', result } });
  } catch (thrown) {
    training.setState({ ...idleTraining, trainedGraph }, true);
    transfer.setState({ work: { phase: 'failed', fault: faultOf(thrown) } });
  }
}

export async function stopTransfer({ engine, transfer }: Stride): Promise<void> {
  if (transfer.getState().work.phase === 'base') await engine.weights.cancel(transferJob);
  await engine.stop();
}

/** Puts the network that was made, with its data set, into the document as one step, and shows a workspace. */
export function openTransferred(stride: Stride, workspace: 'build' | 'train'): void {
  const { work, settings } = stride.transfer.getState();
  const graph = work.phase === 'done' ? work.result.graph : null;
  if (graph === null) return;
  stride.project.edit('Open the transferred network', (project) => ({ ...project, graph, dataset: settings.dataset }));
  stride.selection.select([]);
  stride.view.setState({ workspace });
}
