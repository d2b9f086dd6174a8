/** Transfer learning from the page: begun, followed, and its network opened in Build. */
import { analyzeGraph } from '#graph/analyze.ts';
import type { BaseRequest, TransferEvent, TransferHead } from '#protocol/transfer.ts';
import { faultOf } from './engine-events.ts';
import type { Stride } from './stride.ts';
import { train } from './train.ts';
import { idleTraining, isUnderWay } from './training-store.ts';
import { chosenTransforms, fullNetwork } from './transfer-network.ts';
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

/** What stands behind the base, by the settings. */
export function chosenHead({ transfer, project }: Stride): TransferHead {
  const { headSource, head } = transfer.getState().settings;
  return headSource === 'standard'
    ? { kind: 'standard', ...head }
    : { kind: 'drawn', graph: project.getProject().graph };
}

function baseRequest(stride: Stride): BaseRequest {
  const { base, inputSize, dataset } = stride.transfer.getState().settings;
  return { base, inputSize, dataset, head: chosenHead(stride), job: transferJob };
}

/** Never rejects: what fails is shown. The head's training is followed as any run is. */
export async function startTransfer(stride: Stride): Promise<void> {
  const { engine, training, transfer, project } = stride;
  if (isUnderWay(training.getState().phase)) return;
  const { trainedGraph } = training.getState();
  const { seed } = project.getProject();
  const { epochs, learningRate, dataset } = transfer.getState().settings;
  training.setState({ ...idleTraining, phase: 'compiling', trainedGraph, dataset }, true);
  transfer.setState({ work: { phase: 'base' } });
  try {
    const result = await engine.transfer.train({ ...baseRequest(stride), epochs, learningRate, seed });
    const { outcome, graph } = result;
    training.setState({
      phase: 'ended',
      outcome,
      epochs: outcome.epochs,
      compiling: null,
      trainedGraph: graph ?? trainedGraph,
    });
    const { end } = outcome;
    transfer.setState(({ measuredRate }) => ({
      work: end.kind === 'failed' ? { phase: 'failed', fault: end } : { phase: 'done', result },
      measuredRate: rateOf(result) ?? measuredRate,
    }));
  } catch (thrown) {
    training.setState({ ...idleTraining, trainedGraph }, true);
    transfer.setState({ work: { phase: 'failed', fault: faultOf(thrown) } });
  }
}

/** Multiply-adds a millisecond of the base; the head's are few beside them. */
function rateOf({ graph, features }: Awaited<ReturnType<Stride['engine']['transfer']['train']>>): number | null {
  if (graph === null || features.millisecondsEach === null) return null;
  return analyzeGraph(graph).totals.multiplyAdds / Math.max(features.millisecondsEach, 1e-3);
}

/**
 * The full way: puts the base with its head, augmentation in front and blocks unfrozen as chosen, into the document as one
 * step, and `start`s a run of it from the base's weights with the ordinary trainer. Without, the network is there to be
 * edited. Never rejects.
 */
export async function openFullNetwork(stride: Stride, start: 'training' | 'editing'): Promise<void> {
  const { engine, training, transfer, project } = stride;
  if (isUnderWay(training.getState().phase)) return;
  const { settings } = transfer.getState();
  transfer.setState({ work: { phase: 'base' } });
  try {
    const prepared = await engine.transfer.prepare(baseRequest(stride));
    const isFull = settings.way === 'full';
    const transforms = isFull ? chosenTransforms(settings.augmentation, project.getProject().graph) : [];
    const unfrozen = isFull ? settings.unfrozen : 0;
    const graph = fullNetwork(prepared, analyzeGraph(prepared), { ...settings, unfrozen }, transforms);
    training.setState({ ...idleTraining, trainedGraph: prepared, dataset: settings.dataset }, true);
    project.edit('Open the base with its head', (before) => ({
      ...before,
      graph,
      dataset: settings.dataset,
      training: isFull ? { ...before.training, ...runSettings(settings) } : before.training,
    }));
    stride.selection.select([]);
    transfer.setState({ work: { phase: 'idle' } });
    stride.view.setState({ workspace: 'build' });
  } catch (thrown) {
    transfer.setState({ work: { phase: 'failed', fault: faultOf(thrown) } });
    return;
  }
  if (start === 'editing') return;
  await opened(stride);
  await train(stride, 'current');
}

/** What of the document's training settings the full way sets. */
function runSettings({ epochs, learningRate, batchSize }: TransferSettings) {
  return {
    epochs,
    learningRate,
    batchSize,
    loss: 'sparse_categorical_crossentropy',
    schedule: { name: 'constant' },
  } as const;
}

/** Resolves once the document's data set is there, or is known not to come. */
function opened({ dataset, project }: Stride): Promise<void> {
  const isThere = () => {
    const { phase, id } = dataset.getState();
    return phase !== 'loading' && id === project.getProject().dataset;
  };
  return new Promise((resolve) => {
    if (isThere()) return resolve();
    const stop = dataset.subscribe(() => {
      if (!isThere()) return;
      stop();
      resolve();
    });
  });
}

/** Puts the base with the head that is chosen into Build, and lets the fast way train the head that stands there. */
export async function editHead(stride: Stride): Promise<void> {
  chooseTransfer(stride, { headSource: 'standard' });
  await openFullNetwork(stride, 'editing');
  if (stride.transfer.getState().work.phase === 'idle') chooseTransfer(stride, { headSource: 'drawn' });
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
