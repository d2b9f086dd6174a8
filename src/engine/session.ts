/**
 * The engine's life on a backend: starts it, trains on it, answers from it, and begins again when the device goes away.
 * Everything that imports TensorFlow.js hangs below this file, which `create-engine.ts` loads when it is first needed.
 */
import * as tf from '@tensorflow/tfjs';
import { StrideError } from '#base/errors.ts';
import type { AnalysisContext } from '#graph/analysis.ts';
import { analyzeGraph } from '#graph/analyze.ts';
import type { ModelGraph } from '#graph/model-graph.ts';
import type { BackendName, BackendReport, MemoryReport } from '#protocol/backend.ts';
import type { EngineEvent, Picture, PictureKind, Prediction, TrainingRequest } from '#protocol/engine.ts';
import type { KernelChoice } from '#protocol/kernels.ts';
import type { TrainingOutcome } from '#protocol/training.ts';
import type { DeviceListener } from './backend/device-listener.ts';
import { deviceLost } from './backend/device-lost.ts';
import { climbDown, rungBelow } from './backend/ladder.ts';
import type { StandingBackend } from './backend/standing-backend.ts';
import { buildNetwork } from './build/build-network.ts';
import type { OpenDataset } from './datasets/dataset-shelf.ts';
import { faultOf } from './fault.ts';
import { type ChoiceStore, forgetChoices, loadChoices } from './kernels/tuning/choice-store.ts';
import { currentChoices } from './kernels/tuning/kernel-choices.ts';
import { fittingWeights, type LayerWeights, readLayerWeights } from './layer-weights.ts';
import { predictPicture, type TrainedNetwork } from './predict/predict-picture.ts';
import { type NetworkFacts, type SavedNetwork, saveNetwork, wakeNetwork } from './saved-network.ts';
import { assertFits } from './training/assert-fits.ts';
import { RunControl } from './training/run-control.ts';
import { TrainingRun } from './training/training-run.ts';

export class Session {
  readonly #emit: (event: EngineEvent) => void;
  readonly #choiceStore: ChoiceStore;
  #backend: Promise<StandingBackend> | null = null;
  #running: { readonly control: RunControl; readonly outcome: Promise<TrainingOutcome> } | null = null;
  #trained: TrainedNetwork | null = null;
  /** The last trained network's weights in ordinary memory, where a lost device cannot take them. */
  #saved: SavedNetwork | null = null;
  readonly #deviceGone = new Set<() => void>();
  #lossesByRung = new Map<BackendName, number>();

  constructor(emit: (event: EngineEvent) => void, choiceStore: ChoiceStore) {
    this.#emit = emit;
    this.#choiceStore = choiceStore;
  }

  async start(first: BackendName): Promise<BackendReport> {
    if (this.#running !== null) throw busy();
    this.#forgetDevice();
    return (await this.#stand(first, [])).report;
  }

  async train(request: TrainingRequest, dataset: OpenDataset): Promise<TrainingOutcome> {
    const backend = await this.standing();
    if (this.#running !== null) throw busy();
    const control = new RunControl();
    const outcome = this.#trainOn(backend, control, request, dataset);
    this.#running = { control, outcome };
    try {
      return await outcome;
    } finally {
      control.end();
      this.#running = null;
    }
  }

  async #trainOn(
    backend: StandingBackend,
    control: RunControl,
    { graph, settings, seed, start }: TrainingRequest,
    { info, pictures }: OpenDataset,
  ): Promise<TrainingOutcome> {
    try {
      const context = { classCount: info.classNames.length, sampleShape: info.sampleShape };
      if (backend.webgpu !== null) assertFits(graph, context, settings.batchSize, backend.webgpu.device.limits);
      const given = start === 'current' ? await this.#weightsAtHand(graph, context) : undefined;
      const network = buildNetwork(graph, seed, context, given);
      this.#forgetNetwork();
      this.#trained = { graph, network, classNames: info.classNames, isLightOnDark: pictures.isLightOnDark };
      const surroundings = { backend, control, choiceStore: this.#choiceStore, emit: this.#emit };
      const run = new TrainingRun({ network, settings, pictures, seed, ...surroundings });
      const ended = await run.run();
      if (ended.end.kind !== 'failed') this.#saved = await saveNetwork(this.#trained);
      return ended;
    } catch (thrown) {
      return { end: { kind: 'failed', ...faultOf(thrown) }, epochs: [], confusion: null };
    }
  }

  async pause(): Promise<void> {
    await this.#running?.control.pause();
  }

  resume(): void {
    this.#running?.control.resume();
  }

  async stop(): Promise<void> {
    await this.#running?.control.stop();
  }

  async predict(picture: Picture, kind: PictureKind): Promise<Prediction> {
    await this.standing();
    if (this.#trained !== null) return predictPicture(this.#trained, picture, kind);
    throw noNetwork();
  }

  /** The network that is being trained, was trained last, or was adopted; null where there is none. Not to be disposed. */
  currentNetwork(): TrainedNetwork | null {
    return this.#trained;
  }

  /** A copy of the current network's weights as they are now. Rejects with `no-trained-network` where there is none. */
  async readWeights(): Promise<LayerWeights> {
    await this.standing();
    if (this.#trained === null) throw noNetwork();
    return readLayerWeights(this.#trained.network);
  }

  /**
   * Makes this graph with these weights the current network: Try it, the exports and a run that starts from the current
   * weights use it from now on. Layers without given weights get new ones. Throws `already-training` while a run is under
   * way, `graph-problem` and `weights-do-not-fit` where the network cannot be built; the one before then stays.
   */
  async adopt(graph: ModelGraph, weights: LayerWeights, facts: NetworkFacts): Promise<void> {
    await this.standing();
    if (this.#running !== null) throw busy();
    const saved = { graph, weights, ...facts };
    const woken = wakeNetwork(saved);
    this.#forgetNetwork();
    this.#trained = woken;
    this.#saved = saved;
  }

  memory(): MemoryReport {
    if (this.#backend === null) return { tensors: 0, bytes: 0, gpuBytes: 0 };
    const { numTensors, numBytes, ...rest } = tf.memory();
    const held = rest as { readonly numBytesAllocatedInGPU?: number; readonly numBytesInGPUAllocated?: number };
    return {
      tensors: numTensors,
      bytes: numBytes,
      gpuBytes: held.numBytesAllocatedInGPU ?? held.numBytesInGPUAllocated ?? 0,
    };
  }

  async kernelChoices(): Promise<readonly KernelChoice[]> {
    return (await this.standing()).webgpu === null ? [] : currentChoices();
  }

  async clearKernelChoices(): Promise<void> {
    const { webgpu } = await this.standing();
    if (webgpu !== null) await forgetChoices(webgpu, this.#choiceStore);
  }

  async loseDevice(): Promise<void> {
    (await this.standing()).destroy?.();
  }

  /** Called whenever what lies on the device is lost or about to be: whoever holds tensors between calls forgets them. */
  onDeviceGone(forget: () => void): void {
    this.#deviceGone.add(forget);
  }

  /** The backend the engine stands on. Throws `engine-not-started` before the first `start`. */
  standing(): Promise<StandingBackend> {
    if (this.#backend !== null) return this.#backend;
    throw new StrideError({
      code: 'engine-not-started',
      message: 'The engine has not been started.',
      remedy: 'Reload the page.',
    });
  }

  async #stand(first: BackendName, known: BackendReport['refused']): Promise<StandingBackend> {
    const listener: DeviceListener = {
      lost: (reason) => {
        if (this.#backend === standing) void this.#recover(reason);
      },
      failed: (message, isOutOfMemory) => {
        // What an operation that failed should have computed is garbage, and so is all of a run that follows from it.
        if (this.#running === null) this.#emit({ type: 'gpu-error', message });
        else this.#running.control.fail(new Error(isOutOfMemory ? `out of memory: ${message}` : message));
      },
    };
    const standing = climbDown(first, listener, known).then(async (found) => {
      if (found.webgpu !== null) await loadChoices(found.webgpu, this.#choiceStore);
      return found;
    });
    this.#backend = standing;
    const backend = await standing;
    this.#emit({ type: 'backend', report: backend.report });
    return backend;
  }

  /** After a loss: once more on the same rung, then on the one below. */
  async #recover(reason: string): Promise<void> {
    const { report } = await this.standing();
    this.#emit({ type: 'backend-lost', reason, isFinal: false });
    const losses = (this.#lossesByRung.get(report.name) ?? 0) + 1;
    this.#lossesByRung.set(report.name, losses);
    const running = this.#running;
    running?.control.fail(deviceLost(reason));
    await running?.outcome;
    this.#forgetDevice();
    const saved = this.#saved;
    try {
      // tfjs cannot make a second WebGL backend in one thread, so only WebGPU is tried again.
      const isTriedAgain = report.name === 'webgpu' && losses === 1;
      const known = isTriedAgain
        ? report.refused
        : [...report.refused, { name: report.name, reason: `It was lost: ${reason}` }];
      await this.#stand(isTriedAgain ? report.name : rungBelow(report.name), known);
      if (saved !== null && this.#running === null) this.#trained = wakeNetwork(saved);
    } catch (thrown) {
      this.#emit({ type: 'backend-lost', reason: faultOf(thrown).message, isFinal: true });
    }
  }

  /** Those of the current network's weights that this graph's layers can begin with. */
  async #weightsAtHand(graph: ModelGraph, context: AnalysisContext): Promise<LayerWeights> {
    const { nodes } = analyzeGraph(graph, context);
    const specs = new Map(graph.nodes.map(({ id, name }) => [name, nodes.get(id)?.weights ?? []]));
    return fittingWeights(await this.readWeights(), specs);
  }

  #forgetDevice(): void {
    this.#forgetNetwork();
    for (const forget of this.#deviceGone) forget();
  }

  #forgetNetwork(): void {
    this.#trained?.network.dispose();
    this.#trained = null;
  }
}

function noNetwork(): StrideError {
  return new StrideError({
    code: 'no-trained-network',
    message: 'There is no trained network to ask yet.',
    remedy: 'Press Train first; the network can be asked while it trains.',
  });
}

function busy(): StrideError {
  return new StrideError({
    code: 'already-training',
    message: 'A network is being trained already.',
    remedy: 'Stop it first, or wait until it has finished.',
  });
}
