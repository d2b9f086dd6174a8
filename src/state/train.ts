/** Starting, pausing and ending a run. */
import type { ModelGraph } from '#graph/model-graph.ts';
import type { TrainingOutcome } from '#protocol/training.ts';
import { lookForInterruptedRun } from './checkpoints.ts';
import { faultOf } from './engine-events.ts';
import type { Stride } from './stride.ts';
import { readOnlyReason } from './tab-lock.ts';
import { idleTraining, isUnderWay } from './training-store.ts';

/** Why Train cannot be pressed now, as a sentence; null where it can. */
export function trainingObstacle(stride: Stride): string | null {
  const readOnly = readOnlyReason(stride);
  if (readOnly !== null) return readOnly;
  const backend = stride.backend.getState();
  const dataset = stride.dataset.getState();
  if (backend.phase === 'failed') return backend.message;
  if (backend.phase !== 'ready') return 'The engine is still starting.';
  if (stride.benchmark.getState().phase !== 'idle') return 'The benchmark is using the device. Stop it first.';
  if (dataset.phase === 'failed') return dataset.message;
  if (dataset.phase !== 'ready') return 'The data set is still loading.';
  const fault = stride.analysis().problems.find(({ severity }) => severity === 'error');
  return fault ? fault.message : null;
}

/**
 * Trains the document’s network from fresh weights, or on from those of the network at hand. Resolves when the run has
 * ended; never rejects.
 */
export async function train(stride: Stride, start: 'seed' | 'current' = 'seed'): Promise<void> {
  if (isUnderWay(stride.training.getState().phase) || trainingObstacle(stride) !== null) return;
  const { graph, training: settings, dataset, seed } = stride.project.getProject();
  const { checkpointSeconds } = stride.preferences.getState();
  warnOfRandomBase(stride, graph);
  await followRun(stride, { graph, dataset }, () =>
    stride.engine.train({ graph, settings, dataset, seed, checkpointSeconds, start }),
  );
}

/** Frozen layers keep the weights of the network at hand; where it has none of theirs, they stay random. */
function warnOfRandomBase({ training, notices, analysis }: Stride, graph: ModelGraph): void {
  const known = new Set(training.getState().trainedGraph?.nodes.map(({ name }) => name));
  const { nodes } = analysis();
  const random = graph.nodes.filter(
    ({ id, name, trainable }) => !trainable && !known.has(name) && (nodes.get(id)?.parameters ?? 0) > 0,
  );
  const [first] = random;
  if (!first) return;
  const who = random.length === 1 ? `The frozen layer ${first.name} keeps` : `${random.length} frozen layers keep`;
  notices.show({
    tone: 'warning',
    message: `${who} random weights: the network at hand has none for them.`,
    remedy: 'Fetch their base again under Transfer learning in Pretrained, or make them trainable.',
  });
}

/** Begins a run and follows it to its end. Never rejects: what the engine refuses is how the run ended. */
export async function followRun(
  stride: Stride,
  { graph, dataset }: { readonly graph: ModelGraph; readonly dataset: string },
  begin: () => Promise<TrainingOutcome>,
): Promise<void> {
  const { trainedGraph } = stride.training.getState();
  stride.checkpoints.setState({ last: null });
  stride.training.setState({ ...idleTraining, phase: 'compiling', trainedGraph: graph, dataset }, true);
  const outcome = await begin().catch((thrown): TrainingOutcome => {
    const { epochs } = stride.training.getState();
    return { end: { kind: 'failed', ...faultOf(thrown) }, epochs, confusion: null };
  });
  // A run that failed before it reported anything was refused: the engine still holds the network before.
  const isRefused = outcome.end.kind === 'failed' && stride.training.getState().progress === null;
  stride.training.setState({
    phase: 'ended',
    outcome,
    epochs: outcome.epochs,
    compiling: null,
    ...(isRefused ? { trainedGraph } : {}),
  });
  if (outcome.end.kind === 'failed') await lookForInterruptedRun(stride);
}

export async function pause(stride: Stride): Promise<void> {
  if (stride.training.getState().phase !== 'running') return;
  await stride.engine.pause();
  if (stride.training.getState().phase === 'running') stride.training.setState({ phase: 'paused' });
}

export async function resume(stride: Stride): Promise<void> {
  if (stride.training.getState().phase !== 'paused') return;
  stride.training.setState({ phase: 'running' });
  await stride.engine.resume();
}

export async function stop(stride: Stride): Promise<void> {
  if (!isUnderWay(stride.training.getState().phase)) return;
  stride.training.setState({ phase: 'stopping' });
  await stride.engine.stop();
}
