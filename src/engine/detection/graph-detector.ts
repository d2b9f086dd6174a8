/** A detector whose network is a TensorFlow.js graph model. */
import * as tf from '@tensorflow/tfjs';
import { messageOf } from '#base/errors.ts';
import type { DetectorInfo } from '#protocol/detection.ts';
import type { NetworkInput } from '../kernels/frame-resize/frame-geometry.ts';
import type { Detector } from './detector.ts';
import type { Head } from './heads/head.ts';
import { type ModelFile, readModelFiles } from './model-files.ts';

export interface GraphDetectorParts {
  readonly info: DetectorInfo;
  readonly input: NetworkInput;
  readonly head: Head;
  /** The `model.json` and its weights. */
  readonly files: readonly ModelFile[];
  /** Names of the outputs that the head reads, in its order; all of the model's where absent. */
  readonly outputs?: readonly string[];
  /** The node that takes the picture; the model's own input where absent. */
  readonly feed?: string;
}

/** Throws a `StrideError` with code `detector-unreadable` where the files are no whole graph model. */
export async function openGraphDetector({
  info,
  input,
  head,
  files,
  outputs,
  feed,
}: GraphDetectorParts): Promise<Detector> {
  const artifacts = await readModelFiles(files);
  const network = await tf.loadGraphModel({ load: async () => artifacts });
  const takes = feed === undefined ? (network.inputs[0]?.dtype ?? 'float32') : 'float32';
  const names = outputs ? [...outputs] : network.outputs.map(({ name }) => name);
  let isDynamic = false;

  const execute = async (picture: tf.Tensor) => {
    const inputs = feed === undefined ? picture : { [feed]: picture };
    if (!isDynamic) {
      try {
        return network.execute(inputs, names);
      } catch (thrown) {
        // Graphs with loops or outputs of unforeseen size run by the asynchronous call alone, and say so.
        if (!/dynamic op/.test(messageOf(thrown))) throw thrown;
        isDynamic = true;
      }
    }
    return network.executeAsync(inputs, names);
  };

  return {
    info,
    input,
    head,
    run: async (picture) => {
      const fed = takes === 'float32' ? picture : tf.cast(picture, takes);
      try {
        const given = await withShapesInMemory(() => execute(fed));
        return { kind: 'tensors', tensors: Array.isArray(given) ? given : [given] };
      } finally {
        if (fed !== picture) fed.dispose();
      }
    },
    dispose: () => network.dispose(),
  };
}

/**
 * Graphs compute shapes as tensors of a few integers, which decide what runs next: they stay in ordinary memory, where
 * they can be read at once. From the device they would be read while it works, which software adapters answer wrongly.
 */
async function withShapesInMemory<Value>(work: () => Promise<Value>): Promise<Value> {
  const flag = 'WEBGPU_CPU_FORWARD';
  // Off WebGPU there is no such flag.
  if (tf.getBackend() !== 'webgpu') return work();
  const before = tf.env().getBool(flag);
  tf.env().set(flag, true);
  try {
    return await work();
  } finally {
    tf.env().set(flag, before);
  }
}
