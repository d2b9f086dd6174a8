/** The fast way of transfer learning: features once per picture, a head trained on them, both joined into one network. */
import { product } from '#base/math.ts';
import { defaultTrainingSettings } from '#graph/training/training-settings.ts';
import type { TrainingOutcome } from '#protocol/training.ts';
import type { TransferRequest, TransferResult } from '#protocol/transfer.ts';
import { buildNetwork } from '../build/build-network.ts';
import type { OpenDataset } from '../datasets/dataset-shelf.ts';
import type { EngineHost } from '../engine-host.ts';
import { readLayerWeights } from '../layer-weights.ts';
import type { Session } from '../session.ts';
import { assertFits } from '../training/assert-fits.ts';
import { TrainingRun } from '../training/training-run.ts';
import type { HostedFiles } from '../weights/hosted-files.ts';
import { computeFeatures } from './compute-features.ts';
import type { FeatureCache } from './feature-cache.ts';
import { FeatureSamples } from './feature-samples.ts';
import { behindPictures, headGraph, joinHead, outputShape, type WeightedGraph } from './join-graphs.ts';
import { loadBase } from './load-base.ts';

export interface TransferParts {
  readonly host: Pick<EngineHost, 'emit' | 'baseUrl'>;
  readonly hosted: HostedFiles;
  readonly session: Session;
  readonly cache: FeatureCache;
  readonly dataset: OpenDataset;
  /** Where the base comes from; by default the embedded one's files and the zoo's. */
  readonly load?: () => Promise<WeightedGraph>;
}

const headBatch = 16;
const stopped: TrainingOutcome = { end: { kind: 'stopped' }, epochs: [], confusion: null };

/** See `TransferEngine.train`. */
export async function trainTransfer(request: TransferRequest, parts: TransferParts): Promise<TransferResult> {
  const { host, hosted, session, cache, dataset } = parts;
  const { job, seed, head, base: chosen, inputSize } = request;
  const { info, pictures } = dataset;
  const result = await session.exclusively(async (control, backend) => {
    host.emit({ type: 'transfer', job, stage: 'base' });
    const loaded = await (parts.load?.() ?? loadBase(request, hosted, host.baseUrl));
    const base = behindPictures(loaded, info.sampleShape);
    if (backend.webgpu !== null) assertFits(base.graph, {}, 8, backend.webgpu.device.limits);
    const shape = outputShape(base.graph);
    const size = product(shape);
    const started = performance.now();
    const known = await cache.open(JSON.stringify([chosen, inputSize, info.sampleShape, shape]), size);
    const network = buildNetwork(base.graph, 0, {}, base.weights);
    const report = (done: number, total: number, millisecondsLeft: number) =>
      host.emit({ type: 'transfer', job, stage: 'features', done, total, millisecondsLeft });
    const isStopping = () => {
      control.throwIfFailed();
      return control.isStopping;
    };
    const found = await computeFeatures({ pictures, base: network, known, isStopping, report }).finally(() =>
      network.dispose(),
    );
    if (found.computed > 0) await cache.keep(found.hashes, size);
    const features = {
      computed: found.computed,
      reused: pictures.count - found.computed,
      milliseconds: performance.now() - started,
    };
    if (!found.isComplete) return { features, outcome: stopped, joined: null };
    const classes = info.classNames.length;
    const [height = 1, width = 1, channels = 1] = shape.length === 3 ? shape : [1, 1, ...shape];
    const featureShape = [height, width, channels] as const;
    const own = buildNetwork(headGraph(featureShape, head, classes), seed);
    try {
      const rows = found.hashes.map((hash) => known.get(hash) ?? new Float32Array(size));
      const run = new TrainingRun({
        network: own,
        settings: {
          ...defaultTrainingSettings,
          batchSize: headBatch,
          epochs: request.epochs,
          learningRate: request.learningRate,
        },
        pictures,
        samples: new FeatureSamples(rows, featureShape, pictures.labels),
        seed,
        backend,
        choiceStore: null,
        control,
        emit: host.emit,
      });
      const outcome = await run.run();
      if (outcome.end.kind === 'failed') return { features, outcome, joined: null };
      const weights = new Map([...base.weights, ...(await readLayerWeights(own))]);
      return { features, outcome, joined: { graph: joinHead(base.graph, head, classes), weights } };
    } finally {
      own.dispose();
    }
  });
  const { joined, features, outcome } = result;
  if (joined !== null) {
    const facts = { classNames: info.classNames, isLightOnDark: pictures.isLightOnDark };
    await session.adopt(joined.graph, joined.weights, facts);
  }
  return { graph: joined?.graph ?? null, outcome, features };
}
