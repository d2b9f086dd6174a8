/** A whole run of the lecture's network as the app makes it: what it reads back, holds, and spends before its first step. */
import { createEngine } from '#engine/create-engine.ts';
import { templates } from '#graph/templates/index.ts';
import { defaultTrainingSettings } from '#graph/training/training-settings.ts';
import type { MemoryReport } from '#protocol/backend.ts';

export interface RunRequest {
  readonly steps: number;
  readonly batchSize: number;
}

/** What is held between two readings varies by the losses that wait for the next: the least tensors, the most bytes. */
export interface Held {
  readonly tensors: number;
  readonly gpuBytes: number;
}

export interface RunReport extends RunRequest {
  readonly adapter: string;
  readonly isSoftware: boolean;
  /** From the first step to the last. */
  readonly milliseconds: number;
  /** Buffers mapped for reading in that time, whoever read them. */
  readonly readBacks: number;
  /** After a tenth of the steps, and in the last fifth. */
  readonly early: Held;
  readonly late: Held;
  /** Spent on measuring kernels before the first step; 0 where nothing was measured. */
  readonly tuningMilliseconds: number;
  readonly tunedKernels: number;
}

interface Sample {
  readonly step: number;
  readonly report: MemoryReport;
}

function countReadBacks(): () => number {
  const { prototype } = GPUBuffer;
  const { mapAsync } = prototype;
  let count = 0;
  prototype.mapAsync = function counted(mode, ...range) {
    if (mode === GPUMapMode.READ) count++;
    return mapAsync.call(this, mode, ...range);
  };
  return () => count;
}

function heldBetween(reports: readonly Sample[], first: number, last: number): Held | null {
  const held = reports.filter(({ step }) => step >= first && step <= last).map(({ report }) => report);
  if (held.length === 0) return null;
  return {
    tensors: Math.min(...held.map(({ tensors }) => tensors)),
    gpuBytes: Math.max(...held.map(({ gpuBytes }) => gpuBytes)),
  };
}

async function measureRun({ steps, batchSize }: RunRequest): Promise<RunReport> {
  const readBacks = countReadBacks();
  const engine = createEngine({ baseUrl: new URL('/', location.href).href });
  const seen: { step: number; time: number; readBacks: number }[] = [];
  const memory: Promise<Sample>[] = [];
  const tuning: number[] = [];
  let tunedKernels = 0;
  await engine.listen((event) => {
    if (event.type === 'tuning') {
      tuning.push(performance.now());
      tunedKernels = event.total;
    }
    const step = event.type === 'progress' ? event.progress.batches.at(-1)?.step : undefined;
    if (step === undefined) return;
    seen.push({ step, time: performance.now(), readBacks: readBacks() });
    memory.push(engine.memory().then((report) => ({ step, report })));
  });
  const { adapter, isSoftware } = await engine.start();
  const graph = templates[0]?.build([28, 28, 1], 10);
  if (graph === undefined) throw new Error('The lecture’s network is the first template.');
  const settings = {
    ...defaultTrainingSettings,
    epochs: 1,
    batchSize,
    sampleLimit: steps * batchSize,
    validationSplit: 0,
  };
  const { end } = await engine.train({ graph, settings, dataset: 'mnist', seed: 1 });
  if (end.kind !== 'finished') throw new Error(`The run ended otherwise than expected: ${JSON.stringify(end)}`);
  const reports = await Promise.all(memory);
  const [first, last] = [seen[0], seen.at(-1)];
  // The last report may come after the run has freed what it held.
  reports.pop();
  const early = heldBetween(reports, 0.1 * steps, 0.3 * steps);
  const late = heldBetween(reports, 0.8 * steps, steps);
  if (!first || !last || !early || !late) throw new Error('The run was over before it was seen.');
  return {
    steps,
    batchSize,
    adapter,
    isSoftware,
    milliseconds: last.time - first.time,
    readBacks: last.readBacks - first.readBacks,
    early,
    late,
    tuningMilliseconds: (tuning.at(-1) ?? 0) - (tuning[0] ?? 0),
    tunedKernels,
  };
}

Object.assign(window, { measureRun });
