import type * as tf from '@tensorflow/tfjs';
import { combineSeeds, permutation } from '#base/random.ts';
import { balancedClassWeights } from '#data/class-weights.ts';
import type { Pictures } from '#data/picture-set.ts';
import type { SampleSplit } from '#data/split.ts';
import type { TrainingSettings } from '#graph/training/training-settings.ts';
import type { EngineEvent } from '#protocol/engine.ts';
import type { TrainingEnd, TrainingOutcome, TrainingProgress } from '#protocol/training.ts';
import { augmentedBatch } from '../augmentation/augmented-batch.ts';
import { causeOf } from '../backend/device-lost.ts';
import type { StandingBackend } from '../backend/standing-backend.ts';
import type { Network } from '../build/network.ts';
import { faultOf } from '../fault.ts';
import type { ChoiceStore } from '../kernels/tuning/choice-store.ts';
import { BestWeights } from './best-weights.ts';
import { captureRun } from './capture-run.ts';
import { compileStep } from './compile-step.ts';
import { Diverged } from './diverged.ts';
import { ImprovementWatch } from './early-stopping.ts';
import type { Evaluation } from './evaluate.ts';
import { yieldToMessages } from './event-loop.ts';
import { Judge } from './judge.ts';
import { LastGoodWeights } from './last-good-weights.ts';
import { learningRateAt } from './learning-rate.ts';
import { LossReader } from './loss-reader.ts';
import { createObjective, type Objective } from './losses.ts';
import type { StepMetrics } from './metric-queue.ts';
import { createNetworkOptimizer } from './optimizers/create-optimizer.ts';
import type { GradientOptimizer } from './optimizers/gradient-optimizer.ts';
import { Pace } from './pace.ts';
import { ProgressMeter } from './progress-meter.ts';
import type { RunControl } from './run-control.ts';
import { RunHistory } from './run-history.ts';
import { splitOfRun } from './run-split.ts';
import type { CaptureMoment, CheckpointSink, RunState } from './run-state.ts';
import { createSampleSource, type SampleSource } from './sample-source.ts';
import { trainStep } from './train-step.ts';
import { tuneStep } from './tune-step.ts';

export interface RunRequest {
  /** With the state's weights where there is one. */
  readonly network: Network;
  readonly settings: TrainingSettings;
  readonly pictures: Pictures;
  /** What batches are made of, in place of the pictures' pixels; freed with the run. */
  readonly samples?: SampleSource;
  readonly seed: number;
  readonly backend: StandingBackend;
  /** Where kernel choices measured on the way are kept. */
  readonly choiceStore: ChoiceStore;
  readonly control: RunControl;
  readonly emit: (event: EngineEvent) => void;
  /** What the run goes on from; from its beginning where absent. */
  readonly state?: RunState | null;
  readonly checkpoints?: CheckpointSink | null;
}

/** What of a run's random numbers is drawn from which stream. */
const streams = { shuffle: 2 } as const;

export class TrainingRun {
  readonly #request: RunRequest;
  readonly #split: SampleSplit;
  readonly #objective: Objective;
  readonly #samples: SampleSource;
  readonly #pace: Pace;
  readonly #meter: ProgressMeter;
  readonly #reader: LossReader;
  readonly #judge: Judge;
  readonly #history: RunHistory;
  readonly #optimizer: GradientOptimizer;
  readonly #lastGood: LastGoodWeights;
  readonly #watch: ImprovementWatch | null;
  readonly #best: BestWeights;
  readonly #started: number;
  #epoch: number;
  #step: number;
  /** The last validation whose weights are still the network's. */
  #judged: Evaluation | null = null;

  constructor(request: RunRequest) {
    const { network, settings, pictures, seed, backend, control, state = null } = request;
    this.#request = request;
    const { labels, classNames } = pictures;
    this.#split = splitOfRun(pictures, settings, seed);
    const trainedLabels = Array.from(this.#split.training, (sample) => labels[sample] ?? 0);
    const weights =
      settings.classWeight === 'balanced' ? balancedClassWeights(trainedLabels, classNames.length) : undefined;
    this.#objective = createObjective(settings.loss, network, classNames.length, weights);
    this.#history = new RunHistory({ samples: this.#split.training.length, batchSize: settings.batchSize }, state);
    this.#epoch = this.#history.epochs.length;
    this.#step = state?.step ?? 0;
    this.#started = performance.now() - (state?.milliseconds ?? 0);
    this.#samples = request.samples ?? createSampleSource(pictures, backend.webgpu?.device.limits);
    this.#lastGood = new LastGoodWeights(network.changingVariables);
    this.#optimizer = createNetworkOptimizer(network, settings.optimizer, state ?? undefined);
    const stopping = state?.stopping ?? null;
    this.#watch = settings.earlyStopping && new ImprovementWatch(settings.earlyStopping, stopping);
    this.#best = new BestWeights(network, backend.webgpu, stopping?.bestWeights ?? null);
    this.#pace = new Pace(backend.fence);
    const steps = settings.epochs * this.#history.stepsPerEpoch;
    this.#meter = new ProgressMeter({ epochs: settings.epochs, steps });
    this.#reader = new LossReader(
      (heard) => this.#heard(heard),
      (reason) => control.fail(reason),
    );
    const { batchSize } = settings;
    // As in Keras, the weights of classes play no part in how well a network does.
    const objective = createObjective(settings.loss, network, classNames.length);
    const parts = { network, objective, samples: this.#samples, split: this.#split };
    this.#judge = new Judge({ ...parts, pictures, batchSize, control, pace: this.#pace });
  }

  /** Trains until the end, whatever it is; never throws. Frees everything but the network. */
  async run(): Promise<TrainingOutcome> {
    const { control } = this.#request;
    let end: TrainingEnd;
    try {
      await this.#prepare();
      end = await this.#train();
    } catch (thrown) {
      end = this.#endOf(await causeOf(thrown, thrown instanceof Diverged ? null : this.#request.backend.lost));
    }
    control.end();
    const { epochs } = this.#history;
    const isJudged = end.kind !== 'failed' && end.kind !== 'diverged' && this.#step > 0;
    try {
      const isAtEnd = end.kind !== 'stopped';
      if (!isJudged) return { end, epochs, confusion: null };
      const confusion = await this.#judge.confusion(this.#judged, isAtEnd);
      return { end, epochs, confusion, test: await this.#judge.test(isAtEnd) };
    } catch {
      return { end, epochs, confusion: null };
    } finally {
      this.#dispose();
    }
  }

  /** `[steps, 2]`: loss and accuracy of every step that was heard of. */
  get batches(): Float64Array {
    return this.#history.batchesUntil(this.#history.count);
  }

  /** How long the run has taken, all its parts together. */
  get milliseconds(): number {
    return performance.now() - this.#started;
  }

  /** Compiles and tunes what the steps will run. */
  async #prepare(): Promise<void> {
    const { backend, control, choiceStore: store, emit } = this.#request;
    if (backend.webgpu === null) return;
    this.#report([], 'compiling');
    const step = { ...this.#request, objective: this.#objective, samples: this.#samples, split: this.#split };
    const compiled = control.guard(compileStep(backend.webgpu, step)).finally(() => this.#lastGood.restore());
    const tuned = tuneStep(backend.webgpu, await compiled, { store, signal: control.signal, emit });
    await control.guard(tuned);
  }

  async #train(): Promise<TrainingEnd> {
    const { settings, control } = this.#request;
    this.#meter.restart();
    for (; this.#epoch < settings.epochs; this.#epoch++) {
      await this.#trainEpoch();
      if (control.isStopping) return { kind: 'stopped' };
      this.#judged = await this.#validate();
      this.#reportEpoch();
      if (control.isStopping) return { kind: 'stopped' };
      const verdict = this.#judged && this.#watch?.judge(this.#epoch, this.#judged.metrics);
      if (verdict === 'improved' && this.#judged !== null && settings.earlyStopping?.restoreBestWeights) {
        this.#best.take(this.#judged);
      }
      if (verdict === 'stop') break;
      this.#offerCheckpoint('epoch');
    }
    const restored = this.#best.restore();
    if (restored !== undefined) this.#judged = restored;
    const isEarly = this.#watch !== null && this.#epoch < settings.epochs;
    return isEarly ? { kind: 'early-stopped', bestEpoch: this.#watch.bestEpoch } : { kind: 'finished' };
  }

  /** The steps of an epoch that are still to do. */
  async #trainEpoch(): Promise<void> {
    const { settings, seed, control } = this.#request;
    const { training } = this.#split;
    const order = permutation(training.length, combineSeeds(seed, streams.shuffle, this.#epoch)).map(
      (place) => training[place] as number,
    );
    const done = this.#step - this.#epoch * this.#history.stepsPerEpoch;
    for (let start = done * settings.batchSize; start < order.length; start += settings.batchSize) {
      await this.#between();
      if (control.isStopping) break;
      this.#offerCheckpoint('step');
      const indices = order.subarray(start, start + settings.batchSize);
      await this.#samples.fetch?.(indices);
      await control.guard(this.#pace.submitted(this.#trainOn(indices)));
    }
    await control.guard(this.#reader.flush());
    control.throwIfFailed();
  }

  /** One step; its metrics are on their way when this returns. */
  #trainOn(indices: Uint32Array): tf.Tensor1D {
    const parts = { network: this.#request.network, objective: this.#objective, optimizer: this.#optimizer };
    const candidate = this.#reader.isDue ? this.#lastGood.propose() : null;
    this.#judged = null;
    try {
      const learningRate = this.#learningRateOf(this.#step);
      const { network, seed } = this.#request;
      const batch = () => augmentedBatch(this.#samples, indices, { lifted: network.lifted, seed, epoch: this.#epoch });
      const metrics = trainStep(parts, batch, { step: this.#step, learningRate });
      this.#reader.push(this.#step++, indices.length, metrics);
      if (candidate !== null) this.#reader.start(candidate.confirm, candidate.reject);
      return metrics;
    } catch (thrown) {
      candidate?.reject();
      throw thrown;
    }
  }

  #learningRateOf(step: number): number {
    const { epochs, learningRate, schedule } = this.#request.settings;
    return learningRateAt(schedule, learningRate, { step, stepsPerEpoch: this.#history.stepsPerEpoch, epochs });
  }

  /** Hands the run as it stands to whoever keeps checkpoints, if it is time; the steps go on while it is read. */
  #offerCheckpoint(moment: CaptureMoment): void {
    const { checkpoints, network, backend, control, state } = this.#request;
    const hasNews = this.#step > (state?.step ?? 0);
    if (!checkpoints || !hasNews || !checkpoints.isDue(moment)) return;
    const captured = captureRun({
      step: this.#step,
      milliseconds: this.milliseconds,
      network,
      webgpu: backend.webgpu,
      optimizer: this.#optimizer,
      history: this.#history,
      watch: this.#watch,
      best: this.#best,
      reader: this.#reader,
    });
    checkpoints.take(control.guard(captured));
  }

  /** Between two steps: hears messages, stands still while paused. */
  async #between(): Promise<void> {
    const { control } = this.#request;
    await yieldToMessages();
    control.throwIfFailed();
    if (!control.isPausing) return;
    await control.guard(this.#pace.drain());
    await control.guard(this.#reader.flush());
    this.#offerCheckpoint('pause');
    await control.standStill();
    control.throwIfFailed();
    this.#meter.restart();
  }

  #heard(steps: readonly StepMetrics[]): void {
    const bad = steps.find(({ loss }) => !Number.isFinite(loss));
    const good = bad === undefined ? steps : steps.slice(0, steps.indexOf(bad));
    this.#history.push(good);
    if (good.length > 0) this.#report(good, 'training');
    if (bad !== undefined) this.#request.control.fail(new Diverged(bad.step, bad.loss));
  }

  #report(steps: readonly StepMetrics[], phase: TrainingProgress['phase']): void {
    const last = steps.at(-1);
    const done = last === undefined ? this.#step : last.step + 1;
    this.#request.emit({ type: 'progress', progress: this.#meter.report(this.#epoch, done, steps, phase) });
  }

  async #validate(): Promise<Evaluation | null> {
    if (this.#split.validation.length === 0) return null;
    const { control } = this.#request;
    const started = performance.now();
    this.#report([], 'validating');
    const evaluation = await this.#judge.validate(async () => {
      await this.#between();
      return !control.isStopping;
    });
    this.#meter.validated(performance.now() - started);
    this.#meter.restart();
    if (evaluation !== null && !Number.isFinite(evaluation.metrics.loss)) {
      throw new Diverged(this.#step - 1, evaluation.metrics.loss);
    }
    return evaluation?.isComplete ? evaluation : null;
  }

  #reportEpoch(): void {
    const report = {
      epoch: this.#epoch,
      step: this.#step - 1,
      training: this.#history.meanOfEpoch(this.#epoch),
      ...(this.#judged === null ? {} : { validation: this.#judged.metrics }),
      learningRate: this.#learningRateOf(this.#epoch * this.#history.stepsPerEpoch),
    };
    this.#history.pushEpoch(report);
    this.#request.emit({ type: 'epoch', report });
  }

  #endOf(thrown: unknown): TrainingEnd {
    const fault = faultOf(thrown);
    // What lay on a lost device is lost with it.
    if (fault.code !== 'device-lost') this.#lastGood.restore();
    this.#judged = null;
    if (!(thrown instanceof Diverged)) return { kind: 'failed', ...fault };
    return thrown.end(this.#learningRateOf(thrown.step));
  }

  #dispose(): void {
    this.#reader.dispose();
    this.#samples.dispose();
    this.#optimizer.dispose();
    this.#lastGood.dispose();
    this.#best.dispose();
  }
}
