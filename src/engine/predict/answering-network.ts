/**
 * The network at hand as it answers pictures: in fewer GPU programs while its weights rest, just as it learns while they
 * change. A layer's statistics and activation cost a person at a webcam nothing that way (`inference/for-inference.ts`).
 */
import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { buildNetwork } from '../build/build-network.ts';
import type { Network } from '../build/network.ts';
import { forInference, isAsShortAsCanBe } from '../inference/for-inference.ts';
import { readLayerWeights } from '../layer-weights.ts';
import { compileAhead } from '../training/compile-ahead.ts';
import type { TrainedNetwork } from './predict-picture.ts';

/** What was made of a network; null where it is as short as it can be, or nothing could be made. */
interface Folded {
  readonly of: Network;
  readonly network: Network | null;
}

export class AnsweringNetwork {
  #folded: Folded | null = null;
  #folding: { readonly of: Network; readonly done: Promise<void> } | null = null;
  /** Counts the times that weights changed. */
  #changes = 0;

  /** What answers for this network now: itself, or what was made of the weights that it still has. */
  networkFor({ network }: TrainedNetwork): Network {
    return (this.#folded?.of === network ? this.#folded.network : null) ?? network;
  }

  /** Makes the short form of a network whose weights rest, once. Never rejects: without it the network answers as it is. */
  prepare(trained: TrainedNetwork, webgpu: WebGPUBackend | null): Promise<void> {
    if (this.#folded?.of === trained.network) return Promise.resolve();
    if (this.#folding?.of === trained.network) return this.#folding.done;
    const done = this.#fold(trained, webgpu);
    this.#folding = { of: trained.network, done };
    return done;
  }

  /** To be called wherever weights change from here on, or the network is given up. */
  forget(): void {
    this.#changes++;
    this.#folded?.network?.dispose();
    this.#folded = null;
    this.#folding = null;
  }

  async #fold(trained: TrainedNetwork, webgpu: WebGPUBackend | null): Promise<void> {
    const changes = this.#changes;
    const network = await shortened(trained, webgpu).catch(() => null);
    if (changes === this.#changes) this.#folded = { of: trained.network, network };
    else network?.dispose();
  }
}

async function shortened({ graph, network }: TrainedNetwork, webgpu: WebGPUBackend | null): Promise<Network | null> {
  if (isAsShortAsCanBe(graph)) return null;
  const { graph: short, weights } = forInference({ graph, weights: await readLayerWeights(network) });
  const answering = buildNetwork(short, 0, {}, weights);
  try {
    if (webgpu !== null)
      await compileAhead(
        webgpu,
        () => dryRun(answering),
        () => undefined,
      );
  } catch (thrown) {
    answering.dispose();
    throw thrown;
  }
  return answering;
}

function dryRun(network: Network): void {
  const [, ...shape] = network.model.inputs[0]?.shape ?? [];
  tf.tidy(() => void network.answer(tf.zeros([1, ...shape.map((size) => size ?? 1)])));
}
