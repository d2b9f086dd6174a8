/** A published network on the device, ready to be asked. */
import * as tf from '@tensorflow/tfjs';
import type { ModelGraph } from '#graph/model-graph.ts';
import type { StandingBackend } from '../backend/standing-backend.ts';
import { buildNetwork } from '../build/build-network.ts';
import type { Network } from '../build/network.ts';
import { forInference } from '../inference/for-inference.ts';
import type { LayerWeights } from '../layer-weights.ts';
import { compileAhead } from '../training/compile-ahead.ts';

export class PretrainedNetwork {
  /** The graph as it is published; what runs has fewer layers and answers the same. */
  readonly graph: ModelGraph;
  readonly network: Network;
  readonly inputSize: number;

  /** Throws a `StrideError` where the weights are not all of the graph's, of its shapes. */
  constructor(graph: ModelGraph, weights: LayerWeights, inputSize: number) {
    this.graph = graph;
    this.inputSize = inputSize;
    const inference = forInference({ graph, weights });
    this.network = buildNetwork(inference.graph, 0, {}, inference.weights);
  }

  /** Makes the GPU programs and runs once, so that the first picture is answered as fast as those after it. */
  async compile(backend: StandingBackend, report: (done: number, total: number) => void): Promise<void> {
    const dryRun = () => tf.tidy(() => void this.network.answer(tf.zeros([1, this.inputSize, this.inputSize, 3])));
    if (backend.webgpu !== null) await compileAhead(backend.webgpu, dryRun, report);
    await this.run(new Uint8Array(this.inputSize * this.inputSize * 3));
  }

  /** The answer to one picture of `[inputSize, inputSize, 3]` bytes, flat. */
  async run(pixels: Uint8Array): Promise<Float32Array> {
    const answer = tf.tidy(() => {
      const x = tf.tensor4d(Float32Array.from(pixels), [1, this.inputSize, this.inputSize, 3]);
      return tf.reshape(this.network.answer(x), [-1]);
    });
    try {
      return Float32Array.from(await answer.data());
    } finally {
      answer.dispose();
    }
  }

  dispose(): void {
    this.network.dispose();
  }
}
