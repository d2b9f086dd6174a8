/**
 * The engine's life on a backend: starts it, trains on it, answers from it, and begins again when the device goes away.
 * Everything that imports TensorFlow.js hangs below this file, which `create-engine.ts` loads when it is first needed.
 */

import * as tf from '@tensorflow/tfjs';
import { StrideError } from '#base/errors.ts';
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
import { factsOf } from './datasets/network-facts.ts';
import { faultOf } from './fault.ts';
import { type ChoiceStore, forgetChoices, loadChoices } from './kernels/tuning/choice-store.ts';
import { currentChoices } from './kernels/tuning/kernel-choices.ts';
import { fittingGraph, type LayerWeights, readLayerWeights } from './layer-weights.ts';
import { AnsweringNetwork } from './predict/answering-network.ts';
import { predictPicture, type TrainedNetwork } from './predict/predict-picture.ts';
import { type NetworkFacts, type SavedNetwork, saveNetwork, wakeNetwork } from './saved-network.ts';
import { assertFits } from './training/assert-fits.ts';
import { RunControl } from './training/run-control.ts';
import { notKept, type RunKeeping, type RunResult, restored } from './training/run-keeping.ts';
import { TrainingRun } from './training/training-run.ts';

export class Session {
  readonly #emit: (event: EngineEvent) => void;
  readonly #choiceStore: ChoiceStore;
  #backend: Promise<StandingBackend> | null = null;
  #running: { readonly control: RunControl; readonly attempt: Promise<unknown> } | null = null;
  /** The last loss of a device, and whether another backend stands in its place. */
  #recovery: { readonly of: Promise<StandingBackend>; readonly hasSucceeded: Promise<boolean> } | null = null;
  #trained: TrainedNetwork | null = null;
  /** The last trained network's weights in ordinary memory, where a lost device cannot take them. */
  #saved: SavedNetwork | null = null;
  readonly #answering = new AnsweringNetwork();
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

  /**
   * Trains until the run has ended, however it ended. Where the device is lost on the way, the run goes on from its last
   * state on the next one.
   */
  async train(request: TrainingRequest, dataset: OpenDataset, keeping: RunKeeping = notKept()): Promise<RunResult> {
    await this.standing();
    if (this.#running !== null) throw busy();
    let control = new RunControl();
    try {
      this.#running = { control, attempt: Promise.resolve() };
      // A run has use for the memory.
      this.#answering.forget();
      const start = request.start === 'current' ? await this.readWeights() : await this.#basesWeights(request.graph);
      let state = keeping.state;
      if (state !== null) this.#emit(restored('continued', state));
      for (;;) {
        const standing = this.standing();
        const backend = await standing;
        const { lost } = backend;
        const attempt = this.#attempt(backend, control, request, dataset, { ...keeping, state }, start);
        this.#running = { control, attempt };
        const result = await attempt;
        if (!isDeviceLost(result.outcome) || lost === null || !(await this.#recover(standing, await lost)))
          return result;
        control = control.successor();
        state = keeping.latest() ?? keeping.state;
        this.#emit(restored('device-lost', state));
      }
    } finally {
      control.end();
      this.#running = null;
      this.#answering.forget();
    }
  }

  /**
   * Work that a run would disturb, under a run's control: `pause` and `stop` reach it, and it fails with the device. Throws
   * `already-training` while a run is under way.
   */
  async exclusively<Value>(work: (control: RunControl, backend: StandingBackend) => Promise<Value>): Promise<Value> {
    const backend = await this.standing();
    if (this.#running !== null) throw busy();
    const control = new RunControl();
    const attempt = work(control, backend);
    this.#running = { control, attempt: attempt.catch(() => undefined) };
    try {
      return await control.guard(attempt);
    } finally {
      control.end();
      this.#running = null;
    }
  }

  async #attempt(
    backend: StandingBackend,
    control: RunControl,
    { graph, settings, seed }: TrainingRequest,
    dataset: OpenDataset,
    { state, checkpoints }: RunKeeping,
    start: LayerWeights | undefined,
  ): Promise<RunResult> {
    let run: TrainingRun | null = null;
    const result = (outcome: TrainingOutcome): RunResult => ({
      outcome,
      batches: run?.batches ?? state?.batches ?? new Float64Array(0),
      milliseconds: run?.milliseconds ?? state?.milliseconds ?? 0,
      report: backend.report,
    });
    try {
      const { info, pictures } = dataset;
      const context = { classCount: info.classNames.length, sampleShape: info.sampleShape };
      if (backend.webgpu !== null) assertFits(graph, context, settings.batchSize, backend.webgpu.device.limits);
      const given = state?.weights ?? (start && fittingGraph(start, graph, context));
      const network = buildNetwork(graph, seed, context, given);
      this.#forgetNetwork();
      this.#trained = { graph, network, ...factsOf(dataset) };
      const surroundings = { backend, control, choiceStore: this.#choiceStore, emit: this.#emit };
      run = new TrainingRun({ network, settings, pictures, seed, state, checkpoints, ...surroundings });
      const outcome = await run.run();
      if (outcome.end.kind !== 'failed') this.#saved = await saveNetwork(this.#trained);
      return result(outcome);
    } catch (thrown) {
      return result({ end: { kind: 'failed', ...faultOf(thrown) }, epochs: state?.epochs ?? [], confusion: null });
    }
  }

  async pause(): Promise<void> {
    await this.#running?.control.pause();
  }

  resume(): void {
    this.#answering.forget();
    this.#running?.control.resume();
  }

  async stop(): Promise<void> {
    await this.#running?.control.stop();
  }

  async predict(picture: Picture, kind: PictureKind): Promise<Prediction> {
    const { webgpu } = await this.standing();
    const rests = this.#running === null || this.#running.control.isStanding;
    if (this.#trained !== null && rests) await this.#answering.prepare(this.#trained, webgpu);
    // Another network may have taken its place meanwhile.
    const trained = this.#trained;
    if (trained === null) throw noNetwork();
    return predictPicture({ ...trained, network: this.#answering.networkFor(trained) }, picture, kind);
  }

  /** The network that is being trained, was trained last, or was adopted; null where there is none. Not to be disposed. */
  currentNetwork(): TrainedNetwork | null {
    return this.#trained;
  }

  /**
   * Of the layers that are frozen or learn slowly, the weights of the network at hand, as Keras's `fit` has it: such layers
   * are of a base, and drawn anew they would make everything behind them learn from noise.
   */
  async #basesWeights(graph: ModelGraph): Promise<LayerWeights | undefined> {
    const ofBase = new Set(
      graph.nodes
        .filter(({ trainable, learningRateMultiplier = 1 }) => !trainable || learningRateMultiplier < 1)
        .map(({ name }) => name),
    );
    if (this.#trained === null || ofBase.size === 0) return undefined;
    const weights = await this.readWeights();
    return new Map([...weights].filter(([layer]) => ofBase.has(layer)));
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

  /** For work that would disturb a run, and be disturbed by it. Throws `already-training` while one is under way. */
  refuseWhileTraining(): void {
    if (this.#running !== null) throw busy();
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
        void this.#recover(standing, reason);
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

  /** After the loss of this backend's device; gives whether another stands in its place. Once for every loss. */
  #recover(of: Promise<StandingBackend>, reason: string): Promise<boolean> {
    if (this.#recovery?.of === of) return this.#recovery.hasSucceeded;
    if (this.#backend !== of) return this.standing().then(() => true);
    this.#recovery = { of, hasSucceeded: this.#standAgain(reason) };
    return this.#recovery.hasSucceeded;
  }

  /** Once more on the same rung, then on the one below. */
  async #standAgain(reason: string): Promise<boolean> {
    const { report } = await this.standing();
    this.#emit({ type: 'backend-lost', reason, isFinal: false });
    const losses = (this.#lossesByRung.get(report.name) ?? 0) + 1;
    this.#lossesByRung.set(report.name, losses);
    this.#running?.control.fail(deviceLost(reason));
    await this.#running?.attempt;
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
      return true;
    } catch (thrown) {
      this.#emit({ type: 'backend-lost', reason: faultOf(thrown).message, isFinal: true });
      return false;
    }
  }

  #forgetDevice(): void {
    this.#forgetNetwork();
    for (const forget of this.#deviceGone) forget();
  }

  #forgetNetwork(): void {
    this.#answering.forget();
    this.#trained?.network.dispose();
    this.#trained = null;
  }
}

function isDeviceLost({ end }: TrainingOutcome): boolean {
  return end.kind === 'failed' && end.code === 'device-lost';
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
