/** The fast way of transfer learning: features once per picture, a head trained on them, both joined into one network. */

import { product } from '#base/math.ts';
import type { ModelGraph } from '#graph/model-graph.ts';
import { defaultTrainingSettings, type TrainingSettings } from '#graph/training/training-settings.ts';
import type { TrainingOutcome } from '#protocol/training.ts';
import type { TransferRequest, TransferResult } from '#protocol/transfer.ts';
import { buildNetwork } from '../build/build-network.ts';
import { factsOf } from '../datasets/network-facts.ts';
import { forInference } from '../inference/for-inference.ts';
import { type LayerWeights, readLayerWeights } from '../layer-weights.ts';
import type { RunResult } from '../training/run-keeping.ts';
import { TrainingRun } from '../training/training-run.ts';
import { compileBase } from './compile-base.ts';
import { computeFeatures } from './compute-features.ts';
import { createFeatureSource } from './feature-source.ts';
import type { FeatureStore } from './feature-store.ts';
import { featuresOrigin } from './features-origin.ts';
import { behindPictures, headGraph, joinHead, outputShape, weightsBehindPictures } from './join-graphs.ts';
import type { BaseParts } from './prepare-base.ts';

/** The head's run, with the whole network's graph and weights. */
export interface TransferRun {
  readonly graph: ModelGraph;
  readonly settings: TrainingSettings;
  readonly result: RunResult;
  readonly weights: LayerWeights;
}

export interface TransferParts extends BaseParts {
  readonly store: FeatureStore;
  /** Told of a run that has ended well. */
  readonly keep?: (run: TransferRun) => Promise<void>;
}

const headBatch = 16;
const stopped: TrainingOutcome = { end: { kind: 'stopped' }, epochs: [], confusion: null };

/** See `TransferEngine.train`. */
export async function trainTransfer(request: TransferRequest, parts: TransferParts): Promise<TransferResult> {
  const { host, session, store, dataset, load } = parts;
  const { job, seed } = request;
  const { info, pictures } = dataset;
  const result = await session.exclusively(async (control, backend) => {
    host.emit({ type: 'transfer', job, stage: 'base' });
    const loaded = await load();
    const base = behindPictures(loaded.graph, info.sampleShape);
    const baseWeights = weightsBehindPictures(loaded.weights, info.sampleShape);
    const classes = info.classNames.length;
    const head = headGraph(base, request.head, classes);
    const shape = outputShape(base);
    const started = performance.now();
    const kept = await store.open(featuresOrigin(request, base, loaded.isHalfPrecision), product(shape));
    const frozen = forInference({ graph: base, weights: baseWeights });
    const network = buildNetwork(frozen.graph, 0, {}, frozen.weights);
    const report = (done: number, total: number, millisecondsLeft: number) =>
      host.emit({ type: 'transfer', job, stage: 'features', done, total, millisecondsLeft });
    const isStopping = () => {
      control.throwIfFailed();
      return control.isStopping;
    };
    const prepare = (batchSizes: readonly number[]) =>
      control.guard(compileBase(backend, network, info.sampleShape, batchSizes, host.emit));
    const found = await computeFeatures({ pictures, base: network, kept, prepare, isStopping, report }).finally(() =>
      network.dispose(),
    );
    const features = {
      computed: found.computed,
      reused: pictures.count - found.computed,
      milliseconds: performance.now() - started,
      millisecondsEach: found.millisecondsEach,
    };
    if (!found.isComplete) return { features, outcome: stopped, joined: null };
    const [height = 1, width = 1, channels = 1] = shape.length === 3 ? shape : [1, 1, ...shape];
    const featureShape = [height, width, channels] as const;
    const own = buildNetwork(head, seed, { classCount: classes, sampleShape: featureShape });
    try {
      const set = { kept, hashes: found.hashes, labels: pictures.labels, shape: featureShape };
      const { epochs, learningRate } = request;
      const settings = { ...defaultTrainingSettings, batchSize: headBatch, epochs, learningRate };
      const run = new TrainingRun({
        network: own,
        settings,
        pictures,
        samples: await createFeatureSource(set, backend.webgpu?.device.limits),
        seed,
        backend,
        choiceStore: null,
        control,
        emit: host.emit,
      });
      const outcome = await run.run();
      if (outcome.end.kind === 'failed') return { features, outcome, joined: null };
      const weights = new Map([...baseWeights, ...(await readLayerWeights(own))]);
      const { batches, milliseconds } = run;
      const measured: RunResult = { outcome, batches, milliseconds, report: backend.report };
      return { features, outcome, joined: { graph: joinHead(base, head), settings, result: measured, weights } };
    } finally {
      own.dispose();
    }
  });
  const { joined, features, outcome } = result;
  if (joined !== null) {
    await session.adopt(joined.graph, joined.weights, factsOf(dataset));
    await parts.keep?.(joined);
  }
  return { graph: joined?.graph ?? null, outcome, features };
}
