/** An engine that computes nothing and does as a test says. */
import type { BackendReport } from '#protocol/backend.ts';
import type { Engine, EngineEvent } from '#protocol/engine.ts';
import type { RunsEngine } from '#protocol/runs.ts';
import type { WeightsEngine } from '#protocol/weights.ts';

export const report: BackendReport = { name: 'webgpu', adapter: 'Test card', isSoftware: false, refused: [] };

export interface FakeEngine extends Engine {
  /** Says something to whoever listens. */
  emit(event: EngineEvent): void;
}

const refuse = () => Promise.reject(new Error('not part of this test'));

/** A group of calls of which all but the given ones are no part of a test. */
export function refusing<Group extends object>(given: Partial<Group> = {}): Group {
  return new Proxy<Group>(Object.create(given), { get: (group, name) => Reflect.get(group, name) ?? refuse });
}

const noRuns: RunsEngine = {
  list: async () => [],
  curve: refuse,
  rename: refuse,
  annotate: refuse,
  remove: refuse,
  bringBack: refuse,
  removeWeights: refuse,
  adopt: refuse,
};

export function fakeEngine(parts: Partial<Engine> = {}): FakeEngine {
  let listener: (event: EngineEvent) => void = () => {};
  return {
    listen: async (heard) => {
      listener = heard;
    },
    start: async () => report,
    openDataset: async (id) => ({
      id,
      name: 'Test digits',
      sampleCount: 100,
      sampleShape: [28, 28, 1],
      classNames: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
      countByClass: new Array(10).fill(10),
    }),
    samples: refuse,
    train: refuse,
    pause: async () => {},
    resume: async () => {},
    stop: async () => {},
    predict: refuse,
    checkpoints: { interrupted: async () => null, resume: refuse, discard: async () => {} },
    runs: noRuns,
    weights: refusing<WeightsEngine>({ configure: async () => {} }),
    pretrained: refusing(),
    transfer: refusing(),
    exchange: refusing(),
    project: refusing(),
    detection: refusing(),
    quality: refusing(),
    augmentation: refusing(),
    profile: refusing(),
    benchmark: refusing(),
    memory: async () => ({ tensors: 0, bytes: 0, gpuBytes: 0 }),
    kernelChoices: async () => [],
    clearKernelChoices: async () => {},
    allowHalfKernels: async () => {},
    hasHalfKernels: async () => false,
    loseDevice: async () => {},
    ...parts,
    emit: (event) => listener(event),
  };
}
