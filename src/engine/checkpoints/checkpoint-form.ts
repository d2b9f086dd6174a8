/** A run's origin and state as a file: what `checkpointRepository` writes and reads. */
import { StrideError } from '#base/errors.ts';
import { parseCheckpointContent, type RunOrigin } from '#graph/training/run-schemas.ts';
import type { CheckpointForm } from '#storage/checkpoint-repository.ts';
import type { RunState } from '../training/run-state.ts';
import { tensorsToWeights, weightsToTensors } from './stored-weights.ts';

export interface Checkpoint {
  readonly origin: RunOrigin;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
  readonly state: RunState;
}

export const checkpointForm: CheckpointForm<Checkpoint> = {
  write({ origin, savedAt, state }) {
    const { step, milliseconds, epochs, stopping, batches, weights, slots } = state;
    const { bestWeights, ...watch } = stopping ?? { bestWeights: null };
    return {
      content: {
        origin,
        savedAt,
        step,
        milliseconds,
        epochs,
        stopping: stopping && { ...watch, hasBestWeights: bestWeights !== null },
      },
      tensors: [
        { name: 'batches', shape: [step, 2], values: batches },
        ...slots.map((values, kind) => ({ name: `slot ${kind}`, shape: [values.length], values })),
        ...weightsToTensors('weights', weights),
        ...(bestWeights ? weightsToTensors('best', bestWeights) : []),
      ],
    };
  },

  parse({ content, tensors }, path) {
    const parsed = parseCheckpointContent(content);
    const batches = tensors.find(({ name }) => name === 'batches')?.values;
    if (parsed === undefined || !(batches instanceof Float64Array) || batches.length !== 2 * parsed.step) {
      throw new StrideError({
        code: 'file-damaged',
        message: `The file ${path} holds no checkpoint that this Stride can read.`,
        remedy: 'Where there is an older checkpoint, it is used in its place.',
      });
    }
    const { origin, savedAt, step, milliseconds, epochs, stopping } = parsed;
    const slots = tensors
      .filter(({ name }) => name.startsWith('slot '))
      .map(({ values }) => values)
      .filter((values) => values instanceof Float32Array);
    return {
      origin,
      savedAt,
      state: {
        step,
        milliseconds,
        epochs,
        batches,
        slots,
        weights: tensorsToWeights('weights', tensors),
        stopping: stopping && {
          best: stopping.best,
          waited: stopping.waited,
          bestEpoch: stopping.bestEpoch,
          bestWeights: stopping.hasBestWeights ? tensorsToWeights('best', tensors) : null,
        },
      },
    };
  },
};
