import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { Network } from '../build/network.ts';
import { namedVariables, withValues } from '../layer-weights.ts';
import type { BestWeights } from './best-weights.ts';
import type { ImprovementWatch } from './early-stopping.ts';
import type { LossReader } from './loss-reader.ts';
import type { GradientOptimizer } from './optimizers/gradient-optimizer.ts';
import { readTensors } from './read-tensors.ts';
import type { RunHistory } from './run-history.ts';
import type { RunState } from './run-state.ts';

export interface CaptureParts {
  /** Steps done. */
  readonly step: number;
  readonly milliseconds: number;
  readonly network: Network;
  readonly webgpu: WebGPUBackend | null;
  readonly optimizer: GradientOptimizer;
  readonly history: RunHistory;
  readonly watch: ImprovementWatch | null;
  readonly best: BestWeights;
  readonly reader: LossReader;
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((total, { length }) => total + length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/**
 * A run's state as it is at the moment of the call, between two steps; those that follow need not wait. Null where a loss
 * up to here turns out not to be a number: such a run is no good to go on from.
 */
export async function captureRun(parts: CaptureParts): Promise<RunState | null> {
  const { step, milliseconds, network, webgpu, optimizer, history, watch, best, reader } = parts;
  const named = namedVariables(network);
  const { slots } = optimizer;
  const tensors = [...named.map(({ variable }) => variable), ...slots.flat()];
  const epochs = [...history.epochs];
  const watched = watch?.state;
  const [values, bestWeights] = await Promise.all([readTensors(webgpu, tensors), best.read(), reader.settle()]);
  if (history.count < step) return null;
  let first = named.length;
  const slotValues = slots.map((kind) => {
    const kept = joined(values.slice(first, first + kind.length));
    first += kind.length;
    return kept;
  });
  return {
    step,
    batches: history.batchesUntil(step),
    epochs,
    weights: withValues(named, values.slice(0, named.length)),
    slots: slotValues,
    stopping: watched ? { ...watched, bestWeights } : null,
    milliseconds,
  };
}
