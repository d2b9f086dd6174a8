import fc from 'fast-check';
import { strToU8 } from 'fflate';
import { expect, test } from 'vitest';
import { StrideError } from '#base/errors.ts';
import { defaultProject } from '#graph/project/default-project.ts';
import { defaultTrainingSettings } from '#graph/training/training-settings.ts';
import { writeArchive } from '../archive-writer.ts';
import { readProjectArchive, runPath } from './project-archive.ts';
import type { ProjectManifest } from './project-manifest.ts';
import { type CarriedRun, parseRun, runText } from './run-text.ts';

const project = defaultProject();
const metrics = { loss: 0.5, accuracy: 0.75 };
const run: CarriedRun = {
  listed: {
    origin: {
      version: 1,
      run: '0001-abc',
      startedAt: 5,
      graph: project.graph,
      settings: defaultTrainingSettings,
      seed: 7,
      dataset: { id: 'mnist', name: 'MNIST digits', hash: 'c0ffee' },
      classNames: ['0', '1'],
      isLightOnDark: true,
    },
    name: 'Run 1',
    note: 'Größe 🐈',
    end: { kind: 'finished' },
    epochs: [
      { epoch: 0, step: 9, training: metrics, validation: metrics, learningRate: 0.01 },
      { epoch: 1, step: 19, training: { loss: Number.POSITIVE_INFINITY, accuracy: 0 }, learningRate: 0.01 },
    ],
    milliseconds: 1234,
    device: { backend: 'webgpu', adapter: 'Test card' },
    parameters: 3,
    weightsBytes: 0,
  },
  curves: {
    batches: Float64Array.of(0, 2.5, 0.1, 1, Number.NaN, 0.2),
    confusion: { classNames: ['0', '1'], counts: Uint32Array.of(4, 1, 0, 5), source: 'validation' },
  },
};

const manifest: ProjectManifest = {
  format: 'stride-project',
  version: 1,
  savedAt: 1,
  project,
  weights: null,
  dataset: null,
};
const archive = writeArchive({
  'stride.json': strToU8(JSON.stringify(manifest)),
  [runPath('0001-abc')]: strToU8(runText(run)),
});

function read(bytes: Uint8Array) {
  return readProjectArchive({ size: bytes.length, read: async (start, end) => bytes.slice(start, end) }, 'a.stride');
}

test('a run comes back from its text, infinite losses and what is no number included', () => {
  expect(parseRun(JSON.parse(runText(run)))).toEqual(run);
  const alone = { ...run, curves: { ...run.curves, confusion: null } };
  expect(parseRun(JSON.parse(runText(alone)))).toEqual(alone);
});

test('anything is a run or none, never a throw', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => void parseRun(value)));
});

test('packed by another program, the same comes out', async () => {
  expect(await read(archive)).toEqual({ manifest, weights: null, runs: [run], runWeights: new Map(), dataset: null });
});

test('any bytes, and any archive with bytes changed or cut off, give a project or an error that names the file', async () => {
  const changes = fc.array(fc.tuple(fc.nat(archive.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 });
  const damaged = fc.tuple(changes, fc.nat(archive.length)).map(([places, end]) => {
    const bytes = archive.slice();
    for (const [place, value] of places) bytes[place] = value;
    return end % 4 === 0 ? bytes.slice(0, end) : bytes;
  });
  await fc.assert(
    fc.asyncProperty(
      fc.oneof({ weight: 1, arbitrary: fc.uint8Array({ maxLength: 400 }) }, { weight: 4, arbitrary: damaged }),
      async (bytes) => {
        const thrown = await read(bytes).then(
          () => null,
          (fault: unknown) => fault,
        );
        if (thrown === null) return;
        expect(thrown).toBeInstanceOf(StrideError);
        expect(String(thrown)).toContain('a.stride');
      },
    ),
    { numRuns: 200 },
  );
});
