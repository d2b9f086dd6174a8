import * as tf from '@tensorflow/tfjs';
import type { BenchmarkSide } from '#protocol/benchmark.ts';
import type { InputShapes, Named, Operation } from './kernel-case.ts';
import { openInputs } from './open-inputs.ts';

/** What a side makes of the inputs; all of it is freed. */
type Computation<Name extends string> = (inputs: Readonly<Record<Name, tf.Tensor>>) => unknown;

export function operation<Name extends string>(
  named: Named,
  name: string,
  shapes: InputShapes<Name>,
  computations: Readonly<Record<BenchmarkSide, Computation<Name>>>,
): Operation {
  return {
    ...named,
    name,
    flops: 0,
    open: () => {
      const inputs = openInputs(shapes);
      return {
        run: (side) => tf.tidy(() => void computations[side](inputs)),
        close: () => tf.dispose(inputs),
      };
    },
  };
}
