/** Measures single training steps of a network, part by part. */
import type * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { median } from '#base/math.ts';
import type { GraphAnalysis } from '#graph/analysis.ts';
import type { ModelGraph } from '#graph/model-graph.ts';
import type { ProfileRow, StepPart } from '#protocol/profile.ts';
import type { Network } from '../build/network.ts';
import { timedPrograms } from '../kernels/pass-timer.ts';
import type { StepParts } from '../training/train-step.ts';
import { trainStep } from '../training/train-step.ts';
import { backwardCost, forwardCost, nothing } from './layer-costs.ts';
import { programTimes } from './program-times.ts';
import { type Mark, type MarkedLayer, StepMarks } from './step-marks.ts';

export interface StepToProfile extends StepParts {
  readonly graph: ModelGraph;
  readonly analysis: GraphAnalysis;
  /** `[batch, height, width, channels]`, 0..255. */
  readonly pixels: tf.Tensor4D;
  /** int32 `[batch]`. */
  readonly labels: tf.Tensor1D;
}

interface Spent {
  readonly mark: Mark;
  readonly milliseconds: number;
  readonly dispatches: number;
}

/** The first step compiles, and is not counted. */
const steps = 3;

/**
 * Where the time of a step goes, from several steps by the median; the network's weights change as they do in training.
 * `gpu` is the backend with timestamps; without one the processor's clock is read, which is right on the processor only.
 */
export async function profileStep(step: StepToProfile, gpu: WebGPUBackend | null): Promise<readonly ProfileRow[]> {
  const runs: Spent[][] = [];
  for (let count = 0; count <= steps; count++) {
    const spent = gpu ? await spentOnGpu(gpu, step, count) : spentOnCpu(step, count);
    if (count > 0) runs.push(spent);
  }
  const keys = new Map(runs.flat().map(({ mark }) => [keyOf(mark), mark]));
  return [...keys].map(([key, mark]) => {
    const totals = runs.map((run) => run.filter((spent) => keyOf(spent.mark) === key));
    return {
      ...mark,
      milliseconds: median(totals.map((spent) => spent.reduce((sum, { milliseconds }) => sum + milliseconds, 0))),
      dispatches: median(totals.map((spent) => spent.reduce((sum, { dispatches }) => sum + dispatches, 0))),
      ...costOf(mark, step),
    };
  });
}

async function spentOnGpu(gpu: WebGPUBackend, step: StepToProfile, count: number): Promise<Spent[]> {
  let marks: StepMarks | undefined;
  const times = await programTimes(gpu, () => {
    marks = markedStep(step, count, () => timedPrograms(gpu));
  });
  const { marked = [] } = marks ?? {};
  return marked.map(({ layer, part, from }, index) => {
    const own = times.slice(from, marked[index + 1]?.from ?? times.length);
    return { mark: { layer, part }, milliseconds: own.reduce((sum, time) => sum + time, 0), dispatches: own.length };
  });
}

function spentOnCpu(step: StepToProfile, count: number): Spent[] {
  const { marked } = markedStep(step, count, () => performance.now());
  const end = performance.now();
  return marked.map(({ layer, part, from }, index) => ({
    mark: { layer, part },
    milliseconds: (marked[index + 1]?.from ?? end) - from,
    dispatches: 0,
  }));
}

/** Runs one step and says what ran when. */
function markedStep({ network, objective, optimizer, pixels, labels }: StepToProfile, step: number, now: () => number) {
  const marks = new StepMarks(layersOf(network), now);
  try {
    const parts: StepParts = {
      network,
      objective,
      optimizer: {
        applyGradients: (updates, learningRate) => {
          marks.set({ layer: null, part: 'update' });
          optimizer.applyGradients(updates, learningRate);
          marks.set({ layer: null, part: 'rest' });
        },
      },
    };
    trainStep(parts, () => ({ pixels, labels }), { step, learningRate: 0 }).dispose();
    return marks;
  } finally {
    marks.remove();
  }
}

/** An activation that is a layer of its own bears its node's name in front. */
function layersOf({ model, head, layers }: Network): readonly MarkedLayer[] {
  const all = new Set([...model.layers, ...(head?.logits.layers ?? [])]);
  return [...all].flatMap((layer) => {
    if (layers.has(layer.name)) return [{ layer, name: layer.name }];
    const name = layer.name.slice(0, layer.name.lastIndexOf('/'));
    return layers.has(name) ? [{ layer, name }] : [];
  });
}

function keyOf({ layer, part }: Mark): string {
  return `${part} ${layer ?? ''}`;
}

function costOf({ layer, part }: Mark, { graph, analysis, pixels }: StepToProfile) {
  const node = graph.nodes.find(({ name }) => name === layer);
  const facts = node && analysis.nodes.get(node.id);
  if (!facts) return nothing;
  const costs: Partial<Record<StepPart, typeof forwardCost>> = { forward: forwardCost, backward: backwardCost };
  return costs[part]?.(facts, pixels.shape[0]) ?? nothing;
}
