/**
 * The engine, as an object of the protocol's interface. Loads TensorFlow.js when a backend is first started, so that
 * whoever hosts the engine (a worker, a test) is ready to hear messages at once.
 */

import { picturesAt } from '#data/picture-set.ts';
import type { Engine, EngineEvent } from '#protocol/engine.ts';
import { kernelChoiceRepository } from '#storage/kernel-choice-repository.ts';
import type { RecordStore } from '#storage/record-store.ts';
import { DatasetShelf, type FetchBytes } from './datasets/dataset-shelf.ts';
import { withPlainFaults } from './fault.ts';
import { parseKernelChoices } from './kernels/tuning/parse-kernel-choices.ts';
import type { Session } from './session.ts';

export interface EngineOptions {
  /** The app's address, which the files of the data sets are relative to. */
  readonly baseUrl: string;
  /** How files are fetched; by `fetch` where absent. */
  readonly fetchBytes?: FetchBytes;
  /** Where measurements of this device outlive the page; nowhere where absent. */
  readonly records?: RecordStore;
}

/** An engine that stands on no backend yet. Its calls reject with plain `EngineFault`s. */
export function createEngine({ baseUrl, fetchBytes, records }: EngineOptions): Engine {
  const shelf = new DatasetShelf(baseUrl, fetchBytes);
  const choiceStore = records ? kernelChoiceRepository(records, parseKernelChoices) : null;
  let listener: (event: EngineEvent) => void = () => undefined;
  let loading: Promise<Session> | null = null;
  const session = () => {
    loading ??= import('./session.ts').then((module) => new module.Session((event) => listener(event), choiceStore));
    return loading;
  };
  return {
    listen: async (heard) => {
      listener = heard;
    },
    start: (first = 'webgpu') => withPlainFaults(async () => (await session()).start(first)),
    openDataset: (id) => withPlainFaults(async () => (await shelf.open(id)).info),
    samples: (dataset, indices) =>
      withPlainFaults(async () => picturesAt((await shelf.open(dataset)).pictures, indices)),
    train: (request) =>
      withPlainFaults(async () => {
        const dataset = await shelf.open(request.dataset);
        return (await session()).train(request, dataset);
      }),
    pause: () => withPlainFaults(async () => (await session()).pause()),
    resume: () => withPlainFaults(async () => (await session()).resume()),
    stop: () => withPlainFaults(async () => (await session()).stop()),
    predict: (picture, kind) => withPlainFaults(async () => (await session()).predict(picture, kind)),
    memory: () => withPlainFaults(async () => (await session()).memory()),
    kernelChoices: () => withPlainFaults(async () => (await session()).kernelChoices()),
    clearKernelChoices: () => withPlainFaults(async () => (await session()).clearKernelChoices()),
    loseDevice: () => withPlainFaults(async () => (await session()).loseDevice()),
  };
}
