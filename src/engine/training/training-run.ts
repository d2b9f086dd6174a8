/**
 * A training run from its first step to its end. Its own loop instead of `model.fit`: losses stay on the device and are
 * read a few times a second, messages are heard between any two steps, and the optimizers are Keras's.
 */
import type * as tf from '@tensorflow/tfjs';
import { combineSeeds, permutation } from '#base/random.ts';
import type { PictureSet } from '#data/picture-set.ts';
import { type SampleSplit, splitSamples } from '#data/split.ts';
import type { TrainingSettings } from '#graph/training/training-settings.ts';
import type { EngineEvent } from '#protocol/engine.ts';
import type {
  ConfusionMatrix,
  EpochReport,
  TrainingEnd,
  TrainingOutcome,
  TrainingProgress,
} from '#protocol/training.ts';
import { causeOf } from '../backend/device-lost.ts';
import type { StandingBackend } from '../backend/standing-backend.ts';
import type { Network } from '../build/network.ts';
import { faultOf } from '../fault.ts';
import type { ChoiceStore } from '../kernels/tuning/choice-store.ts';
import { compileStep } from './compile-step.ts';
import { confusionMatrix } from './confusion.ts';
import { Diverged } from './diverged.ts';
import { ImprovementWatch } from './early-stopping.ts';
import { type Evaluation, evaluate } from './evaluate.ts';
import { yieldToMessages } from './event-loop.ts';
import { LastGoodWeights } from './last-good-weights.ts';
import { learningRateAt } from './learning-rate.ts';
import { LossReader } from './loss-reader.ts';
import { createObjective, type Objective } from './losses.ts';
import { meanOf, type StepMetrics } from './metric-queue.ts';
import { createOptimizer } from './optimizers/create-optimizer.ts';
import type { GradientOptimizer } from './optimizers/gradient-optimizer.ts';
import { Pace } from './pace.ts';
import { ProgressMeter } from './progress-meter.ts';
import { ResidentSamples } from './resident-samples.ts';
import type { RunControl } from './run-control.ts';
import { trainStep } from './train-step.ts';
import { tuneStep } from './tune-step.ts';
import { WeightSnapshot } from './weight-snapshot.ts';

export interface RunRequest {
  readonly network: Network;
  readonly settings: TrainingSettings;
  readonly pictures: PictureSet;
  readonly seed: number;
  readonly backend: StandingBackend;
  /** Where kernel choices measured on the way are kept. */
  readonly choiceStore: ChoiceStore;
  readonly control: RunControl;
  readonly emit: (event: EngineEvent) => void;
}

/** What of a run's random numbers is drawn from which stream. */
const streams = { split: 1, shuffle: 2 } as const;
/** Where nothing is held back, so many training samples stand in for the confusion matrix. */
const judgedTrainingSamples = 2000;
/** A stopped run is not kept busy judging itself; a finished one may take its time. */
const judgingMilliseconds = { stopped: 2000, finished: 20_000 } as const;

export class TrainingRun {
  readonly #request: RunRequest;
  readonly #split: SampleSplit;
  readonly #objective: Objective;
  readonly #samples: ResidentSamples;
  readonly #pace: Pace;
  readonly #meter: ProgressMeter;
  readonly #reader: LossReader;
  readonly #stepsPerEpoch: number;
  readonly #epochs: EpochReport[] = [];
  readonly #optimizer: GradientOptimizer;
  readonly #lastGood: LastGoodWeights;
  #epochSteps: StepMetrics[] = [];
  #epoch = 0;
  #step = 0;
  /** The last validation whose weights are still the network's. */
  #judged: Evaluation | null = null;

  constructor(request: RunRequest) {
    const { network, settings, pictures, seed, backend, control } = request;
    this.#request = request;
    this.#objective = createObjective(settings.loss, network, pictures.classNames.length);
    this.#split = splitSamples({ count: pictures.count, seed: combineSeeds(seed, streams.split), ...settings });
    this.#stepsPerEpoch = Math.ceil(this.#split.training.length / settings.batchSize);
    this.#samples = new ResidentSamples(pictures);
    this.#lastGood = new LastGoodWeights(network.variables);
    this.#optimizer = createOptimizer(settings.optimizer);
    this.#pace = new Pace(backend.fence);
    this.#meter = new ProgressMeter({ epochs: settings.epochs, steps: settings.epochs * this.#stepsPerEpoch });
    this.#reader = new LossReader(
      (steps) => this.#heard(steps),
      (reason) => control.fail(reason),
    );
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
    try {
      return {
        end,
        epochs: this.#epochs,
        confusion: end.kind === 'failed' || end.kind === 'diverged' ? null : await this.#confusion(end),
      };
    } catch {
      return { end, epochs: this.#epochs, confusion: null };
    } finally {
      this.#dispose();
    }
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
    const { settings, control, network } = this.#request;
    const watch = settings.earlyStopping && new ImprovementWatch(settings.earlyStopping);
    let best: { readonly weights: WeightSnapshot; readonly judged: Evaluation } | null = null;
    this.#meter.restart();
    try {
      for (; this.#epoch < settings.epochs; this.#epoch++) {
        await this.#trainEpoch();
        if (control.isStopping) return { kind: 'stopped' };
        this.#judged = await this.#validate();
        this.#reportEpoch();
        if (control.isStopping) return { kind: 'stopped' };
        if (watch === null || this.#judged === null) continue;
        const verdict = watch.judge(this.#epoch, this.#judged.metrics);
        if (verdict === 'improved' && settings.earlyStopping?.restoreBestWeights) {
          best?.weights.dispose();
          best = { weights: new WeightSnapshot(network.variables), judged: this.#judged };
        }
        if (verdict === 'stop') break;
      }
      if (best !== null) {
        best.weights.restore();
        this.#judged = best.judged;
      }
      const isEarly = watch !== null && this.#epoch < settings.epochs;
      return isEarly ? { kind: 'early-stopped', bestEpoch: watch.bestEpoch } : { kind: 'finished' };
    } finally {
      best?.weights.dispose();
    }
  }

  async #trainEpoch(): Promise<void> {
    const { settings, seed, control } = this.#request;
    const { training } = this.#split;
    const order = permutation(training.length, combineSeeds(seed, streams.shuffle, this.#epoch)).map(
      (place) => training[place] as number,
    );
    this.#epochSteps = [];
    for (let start = 0; start < order.length; start += settings.batchSize) {
      await this.#between();
      if (control.isStopping) break;
      const indices = order.subarray(start, start + settings.batchSize);
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
      const metrics = trainStep(parts, () => this.#samples.batch(indices), { step: this.#step, learningRate });
      this.#reader.push(this.#step++, indices.length, metrics);
      if (candidate !== null) this.#reader.start(candidate.confirm, candidate.reject);
      return metrics;
    } catch (thrown) {
      candidate?.reject();
      throw thrown;
    }
  }

  #learningRateOf(step: number): number {
    const { settings } = this.#request;
    return learningRateAt(settings.schedule, settings.learningRate, {
      step,
      stepsPerEpoch: this.#stepsPerEpoch,
      epochs: settings.epochs,
    });
  }

  /** Between two steps: hears messages, stands still while paused. */
  async #between(): Promise<void> {
    const { control } = this.#request;
    await yieldToMessages();
    control.throwIfFailed();
    if (!control.isPausing) return;
    await control.guard(this.#pace.drain());
    await control.guard(this.#reader.flush());
    await control.standStill();
    control.throwIfFailed();
    this.#meter.restart();
  }

  #heard(steps: readonly StepMetrics[]): void {
    const bad = steps.find(({ loss }) => !Number.isFinite(loss));
    const good = bad === undefined ? steps : steps.slice(0, steps.indexOf(bad));
    this.#epochSteps.push(...good);
    if (good.length > 0) this.#report(good, 'training');
    if (bad !== undefined) this.#request.control.fail(new Diverged(bad.step, bad.loss));
  }

  #report(steps: readonly StepMetrics[], phase: TrainingProgress['phase']): void {
    const last = steps.at(-1);
    const done = last === undefined ? this.#step : last.step + 1;
    this.#request.emit({ type: 'progress', progress: this.#meter.report(this.#epoch, done, steps, phase) });
  }

  async #validate(): Promise<Evaluation | null> {
    const { validation } = this.#split;
    if (validation.length === 0) return null;
    const { control } = this.#request;
    const started = performance.now();
    this.#report([], 'validating');
    const evaluation = await this.#evaluate(validation, async () => {
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

  #evaluate(indices: Uint32Array, goOn: () => Promise<boolean>): Promise<Evaluation | null> {
    const { network, settings, control } = this.#request;
    return control.guard(
      evaluate({
        network,
        objective: this.#objective,
        samples: this.#samples,
        indices,
        batchSize: settings.batchSize,
        goOn: async (latest) => {
          await control.guard(this.#pace.submitted(latest));
          return goOn();
        },
      }),
    );
  }

  #reportEpoch(): void {
    const report: EpochReport = {
      epoch: this.#epoch,
      step: this.#step - 1,
      training: meanOf(this.#epochSteps),
      ...(this.#judged === null ? {} : { validation: this.#judged.metrics }),
      learningRate: this.#learningRateOf(this.#epoch * this.#stepsPerEpoch),
    };
    this.#epochs.push(report);
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

  async #confusion(end: TrainingEnd): Promise<ConfusionMatrix | null> {
    if (this.#step === 0) return null;
    const { pictures } = this.#request;
    const { training, validation } = this.#split;
    const source = validation.length > 0 ? 'validation' : 'training';
    const indices = validation.length > 0 ? validation : training.subarray(0, judgedTrainingSamples);
    const isAtEnd = end.kind === 'finished' || end.kind === 'early-stopped';
    const deadline = performance.now() + judgingMilliseconds[isAtEnd ? 'finished' : 'stopped'];
    const judged =
      this.#judged ??
      (await this.#evaluate(indices, async () => {
        await yieldToMessages();
        return performance.now() < deadline;
      }));
    if (judged === null) return null;
    const actual = Array.from(indices.subarray(0, judged.predicted.length), (index) => pictures.labels[index] ?? 0);
    return confusionMatrix(pictures.classNames, actual, judged.predicted, source);
  }

  #dispose(): void {
    this.#reader.dispose();
    this.#samples.dispose();
    this.#optimizer.dispose();
    this.#lastGood.dispose();
  }
}
