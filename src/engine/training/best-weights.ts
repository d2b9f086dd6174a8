/** The weights of a run's best epoch, on the device, and read back at most once for the checkpoints that hold them. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { Network } from '../build/network.ts';
import { type LayerWeights, namedVariables, withValues } from '../layer-weights.ts';
import type { Evaluation } from './evaluate.ts';
import { readTensors } from './read-tensors.ts';
import { WeightSnapshot } from './weight-snapshot.ts';

export class BestWeights {
  readonly #network: Network;
  readonly #webgpu: WebGPUBackend | null;
  #held: { readonly snapshot: WeightSnapshot; readonly judged: Evaluation | null } | null = null;
  #read: Promise<LayerWeights> | null = null;

  constructor(network: Network, webgpu: WebGPUBackend | null, before: LayerWeights | null) {
    this.#network = network;
    this.#webgpu = webgpu;
    if (before === null) return;
    const named = namedVariables(network);
    const values = named.map(({ layer, name }) => before.get(layer)?.find((weight) => weight.name === name)?.values);
    if (values.includes(undefined)) return;
    const variables = named.map(({ variable }) => variable);
    this.#held = { snapshot: new WeightSnapshot(variables, values as Float32Array[]), judged: null };
    this.#read = Promise.resolve(before);
  }

  /** Takes the weights as they are now. */
  take(judged: Evaluation): void {
    this.#held?.snapshot.dispose();
    const variables = namedVariables(this.#network).map(({ variable }) => variable);
    this.#held = { snapshot: new WeightSnapshot(variables), judged };
    this.#read = null;
  }

  /** Puts them back. Gives how they were judged, null where that is not known; undefined where there are none. */
  restore(): Evaluation | null | undefined {
    this.#held?.snapshot.restore();
    return this.#held?.judged;
  }

  /** In ordinary memory; null where there are none. */
  read(): Promise<LayerWeights> | null {
    if (this.#held === null) return null;
    this.#read ??= readTensors(this.#webgpu, this.#held.snapshot.tensors).then((values) =>
      withValues(namedVariables(this.#network), values),
    );
    return this.#read;
  }

  dispose(): void {
    this.#held?.snapshot.dispose();
    this.#held = null;
  }
}
