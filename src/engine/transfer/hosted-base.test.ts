import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { defaultTrainingSettings } from '#graph/training/training-settings.ts';
import type { TransferRequest } from '#protocol/transfer.ts';
import { buildNetwork } from '../build/build-network.ts';
import { readLayerWeights } from '../layer-weights.ts';
import { loadWeights } from '../pretrained/load-weights.ts';
import { standOnCpu } from '../testing/on-cpu.ts';
import { baseGraph, zooNetworkOf } from './base-graph.ts';
import { FeatureStore } from './feature-store.ts';
import { featuresOrigin } from './features-origin.ts';
import { behindPictures, headGraph } from './join-graphs.ts';
import { contentHash } from './kept-features.ts';
import { fashionPictures } from './testing/fashion-pictures.ts';
import { trainReferenceHead } from './testing/reference-head.ts';
import { startSession } from './testing/tiny-transfer.ts';
import { trainTransfer } from './train-transfer.ts';

const testdata = resolve(import.meta.dirname, '../../../../shared/testdata');
const weightsFile = resolve(testdata, 'hosted-weights/mobilenet/mobilenet_2_5_224_tf_no_top.h5');
const zip = resolve(testdata, 'fashion-mnist-folders.zip');
const classNames = ['Trouser', 'Bag'];
const each = 12;

const request: TransferRequest = {
  job: 'test',
  dataset: 'test',
  base: { kind: 'zoo', network: 'MobileNet_0.25' },
  inputSize: 64,
  head: { kind: 'standard', pooling: 'GlobalAveragePooling2D', units: 128 },
  epochs: 6,
  learningRate: 0.001,
  seed: 3,
};

beforeAll(standOnCpu);

// There is no Keras here: in its place stands its arithmetic in float64, on the same features in the same order.
test.skipIf(!existsSync(weightsFile) || !existsSync(zip))(
  'MobileNet 0.25 learns two classes of pictures to the validation accuracy that a float64 reference reaches (needs ../shared)',
  async () => {
    const graph = baseGraph(request.base, request.inputSize);
    const file = new File([readFileSync(weightsFile)], 'mobilenet_2_5_224_tf_no_top.h5');
    const choice = { includeTop: false, size: request.inputSize };
    const { weights } = await loadWeights(zooNetworkOf('MobileNet_0.25'), choice, graph, {
      hosted: Object.create(null),
      job: 'test',
      files: [file],
    });
    const pictures = fashionPictures(readFileSync(zip), classNames, each);
    const { session, events } = await startSession();
    const sampleShape = [28, 28, 1] as const;
    const info = {
      id: 'test',
      name: 'Fashion',
      sampleCount: 2 * each,
      sampleShape,
      classNames,
      countByClass: [each, each],
    };
    const store = new FeatureStore();
    const { outcome } = await trainTransfer(request, {
      host: { emit: (event) => events.push(event) },
      session,
      store,
      dataset: { info, pictures },
      load: async () => ({ graph, weights, isHalfPrecision: false }),
    });

    const behind = behindPictures(graph, sampleShape);
    const channels = 256;
    const kept = await store.open(featuresOrigin(request, behind, false), 2 * 2 * channels);
    const size = pictures.pixels.length / pictures.count;
    const hashes = await Promise.all(
      Array.from({ length: pictures.count }, (_, at) =>
        contentHash(pictures.pixels.subarray(at * size, (at + 1) * size)),
      ),
    );
    const features = (await kept.read(hashes)).map((row) =>
      Float64Array.from({ length: channels }, (_, at) =>
        [0, 1, 2, 3].reduce((sum, place) => sum + row[place * channels + at]! / 4, 0),
      ),
    );
    const head = buildNetwork(headGraph(behind, request.head, 2), request.seed);
    const start = [...(await readLayerWeights(head)).values()].flatMap((layer) => layer.map(({ values }) => values));
    const expected = trainReferenceHead({
      ...request,
      features,
      labels: pictures.labels,
      classes: 2,
      start,
      batchSize: 16,
      validationSplit: defaultTrainingSettings.validationSplit,
    });
    expect(outcome.epochs.map(({ validation }) => validation?.accuracy)).toEqual(
      expected.map(({ accuracy }) => expect.closeTo(accuracy, 6)),
    );
    expect(outcome.epochs.map(({ validation }) => validation?.loss)).toEqual(
      expected.map(({ loss }) => expect.closeTo(loss, 3)),
    );
    expect(expected.at(-1)?.accuracy).toBe(1);
    head.dispose();
  },
  120_000,
);
