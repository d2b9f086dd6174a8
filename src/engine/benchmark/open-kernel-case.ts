import * as tf from '@tensorflow/tfjs';
import type { KernelCall, KernelCase, OpenKernelCase } from './kernel-case.ts';
import { openInputs } from './open-inputs.ts';

export function openKernelCase(kernel: KernelCase): OpenKernelCase {
  return 'open' in kernel ? kernel.open() : openCall(kernel);
}

/** Whichever kernel of that name serves is the one that runs. */
function openCall({ kernelName, inputs, attributes }: KernelCall): OpenKernelCase {
  const tensors = openInputs(inputs);
  return {
    run: () => tf.tidy(() => void tf.engine().runKernel(kernelName, { ...tensors }, { ...attributes })),
    close: () => tf.dispose(tensors),
  };
}
