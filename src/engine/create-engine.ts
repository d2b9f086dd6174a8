/**
 * The engine, as an object of the protocol's interface. Loads TensorFlow.js when a backend is first started, so that
 * whoever hosts the engine (a worker, a test) is ready to hear messages at once.
 */

import { readPictures } from '#data/picture-set.ts';
import type { Engine, EngineEvent } from '#protocol/engine.ts';
import type { FileStore } from '#storage/file-store.ts';
import { kernelChoiceRepository } from '#storage/kernel-choice-repository.ts';
import type { RecordStore } from '#storage/record-store.ts';
import { createAugmentationEngine } from './augmentation/create-augmentation-engine.ts';
import { createBenchmarkEngine } from './benchmark/create-benchmark-engine.ts';
import { createCheckpointsEngine } from './checkpoints/create-checkpoints-engine.ts';
import { DatasetShelf, type FetchBytes } from './datasets/dataset-shelf.ts';
import { createDetectionEngine } from './detection/create-detection-engine.ts';
import { createQualityEngine } from './detection/quality/create-quality-engine.ts';
import type { EngineHost } from './engine-host.ts';
import { createExchangeEngine } from './exchange/create-exchange-engine.ts';
import { handOver } from './hand-over.ts';
import { allowHalf } from './kernels/tuning/half-permission.ts';
import { parseKernelChoices } from './kernels/tuning/parse-kernel-choices.ts';
import type { PictureCodec } from './library/library-host.ts';
import { createPretrainedEngine } from './pretrained/create-pretrained-engine.ts';
import { createProfileEngine } from './profile/create-profile-engine.ts';
import { createProjectEngine } from './project/create-project-engine.ts';
import { createRunsEngine } from './runs/create-runs-engine.ts';
import type { Session } from './session.ts';
import { createTransferEngine } from './transfer/create-transfer-engine.ts';
import { createHostedFiles } from './weights/create-hosted-files.ts';
import { createWeightsEngine } from './weights/create-weights-engine.ts';

export interface EngineOptions {
  /** The app's address, which the files of the data sets are relative to. */
  readonly baseUrl: string;
  /** How files are fetched; by `fetch` where absent. */
  readonly fetchBytes?: FetchBytes;
  /** Where measurements of this device outlive the page; nowhere where absent. */
  readonly records?: RecordStore;
  /** Where pictures, weights and checkpoints outlive the page; nowhere where absent. */
  readonly files?: FileStore;
  /** Decodes the pictures of the library's data sets; none of them can be opened where absent. */
  readonly codec?: Pick<PictureCodec, 'decode'>;
}

/** An engine that stands on no backend yet. `expose.ts` turns what its calls throw into plain `EngineFault`s. */
export function createEngine({ baseUrl, fetchBytes, records, files, codec }: EngineOptions): Engine {
  const choiceStore = records ? kernelChoiceRepository(records, parseKernelChoices) : null;
  let listener: (event: EngineEvent) => void = () => undefined;
  let loading: Promise<Session> | null = null;
  const onProgress = (dataset: string, done: number, total: number) =>
    listener({ type: 'dataset-progress', dataset, done, total });
  const library = records && files && codec ? { records, files, codec, onProgress } : null;
  const shelf = new DatasetShelf(baseUrl, fetchBytes, library);
  const host: EngineHost = {
    baseUrl,
    shelf,
    ...(records && { records }),
    ...(files && { files }),
    emit: (event) => listener(event),
    session: () => {
      loading ??= import('./session.ts').then((module) => new module.Session(host.emit, choiceStore));
      return loading;
    },
  };
  const { session } = host;
  const hosted = createHostedFiles(host);
  const detection = createDetectionEngine(host, hosted);
  return {
    listen: async (heard) => {
      listener = heard;
    },
    start: async (first = 'webgpu') => (await session()).start(first),
    openDataset: async (id) => (await shelf.openAnew(id)).info,
    samples: async (dataset, indices) => {
      const samples = await readPictures((await shelf.open(dataset)).pictures, indices);
      return handOver(samples, [samples.pixels.buffer, samples.labels.buffer]);
    },
    train: async (request) => {
      const dataset = await shelf.openAnew(request.dataset);
      const { keepRun } = await import('./runs/keep-run.ts');
      return keepRun(host, request, dataset);
    },
    pause: async () => (await session()).pause(),
    resume: async () => (await session()).resume(),
    stop: async () => (await session()).stop(),
    predict: async (picture, kind) => {
      const prediction = await (await session()).predict(picture, kind);
      return handOver(prediction, [prediction.seen.rgba.buffer, prediction.probabilities.buffer]);
    },
    checkpoints: createCheckpointsEngine(host),
    runs: createRunsEngine(host),
    weights: createWeightsEngine(hosted),
    pretrained: createPretrainedEngine(host, hosted),
    transfer: createTransferEngine(host, hosted),
    exchange: createExchangeEngine(host),
    project: createProjectEngine(host),
    detection,
    quality: createQualityEngine(host, detection),
    augmentation: createAugmentationEngine(host),
    profile: createProfileEngine(host),
    benchmark: createBenchmarkEngine(host),
    memory: async () => (await session()).memory(),
    kernelChoices: async () => (await session()).kernelChoices(),
    clearKernelChoices: async () => (await session()).clearKernelChoices(),
    allowHalfKernels: async (isAllowed) => allowHalf(isAllowed),
    hasHalfKernels: async () => {
      const { webgpu } = await (await session()).standing();
      return webgpu?.device.features.has('shader-f16') ?? false;
    },
    loseDevice: async () => (await session()).loseDevice(),
  };
}
