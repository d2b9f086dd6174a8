/** Trains the lecture's CNN with and without checkpoints in turn, into the real file system, and says what they cost. */
import { createEngine } from '#engine/create-engine.ts';
import { templates } from '#graph/templates/index.ts';
import { defaultTrainingSettings, type Optimizer } from '#graph/training/training-settings.ts';
import { opfsFiles } from '#storage/opfs-files.ts';

export interface CheckpointsReport {
  readonly adapter: string;
  /** Milliseconds a step, one number a run, the runs of both sides in turn. */
  readonly stepWithout: readonly number[];
  readonly stepWith: readonly number[];
  /** Of each checkpoint. */
  readonly bytes: readonly number[];
  /** From the moment it was due until it lay on the disk. */
  readonly milliseconds: readonly number[];
  readonly everySeconds: number;
}

const rounds = 3;
/** Far more often than a person would, so that the difference can be seen at all. */
const everySeconds = 1;
const never = 1e9;
const adam: Optimizer = { name: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };

async function measureCheckpoints(): Promise<CheckpointsReport> {
  const files = opfsFiles('stride-bench');
  const engine = createEngine({ baseUrl: new URL('/', location.href).href, files });
  const bytes: number[] = [];
  const milliseconds: number[] = [];
  let first: { readonly time: number; readonly step: number } | null = null;
  let last = { time: 0, step: 0 };
  await engine.listen((event) => {
    if (event.type === 'checkpoint-saved') {
      bytes.push(event.bytes);
      milliseconds.push(event.milliseconds);
    }
    const batch = event.type === 'progress' ? event.progress.batches.at(-1) : undefined;
    if (batch === undefined) return;
    last = { time: performance.now(), step: batch.step };
    first ??= last;
  });
  const { adapter } = await engine.start();
  const graph = templates[0]?.build([28, 28, 1], 10);
  if (graph === undefined) throw new Error('The lecture’s network is the first template.');
  const settings = {
    ...defaultTrainingSettings,
    optimizer: adam,
    epochs: 1,
    batchSize: 50,
    sampleLimit: 1000,
    validationSplit: 0,
  };
  const millisecondsAStep = async (checkpointSeconds: number): Promise<number> => {
    first = null;
    await engine.train({ graph, settings, dataset: 'mnist', seed: 1, checkpointSeconds });
    const began: { readonly time: number; readonly step: number } = first ?? last;
    return (last.time - began.time) / (last.step - began.step);
  };
  const stepWithout: number[] = [];
  const stepWith: number[] = [];
  for (let round = 0; round < rounds; round++) {
    console.info(`checkpoints, round ${round + 1} of ${rounds}`);
    stepWithout.push(await millisecondsAStep(never));
    stepWith.push(await millisecondsAStep(everySeconds));
  }
  await files.remove('checkpoints');
  return { adapter, stepWithout, stepWith, bytes, milliseconds, everySeconds };
}

Object.assign(window, { measureCheckpoints });
