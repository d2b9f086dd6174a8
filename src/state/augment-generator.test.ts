import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { fillModes, generatorDefaults, withGenerator } from '#data/augmentation/generator-settings.ts';
import { meaningOf } from '#data/augmentation/image-data-generator.ts';
import { analyzeGraph } from '#graph/analyze.ts';
import type { ModelGraph } from '#graph/model-graph.ts';
import { applyTransforms, isDrafted, shownTransforms } from './augment.ts';
import { generatorTransforms, setGenerator } from './augment-generator.ts';
import { fingerprint, withTransforms } from './augment-graph.ts';
import type { Stride } from './stride.ts';
import { testStride } from './testing/test-stride.ts';

const size = { height: 28, width: 28 };
let stride: Stride;
beforeEach(() => {
  stride = testStride();
});

const graph = () => stride.project.getProject().graph;
const shown = () => shownTransforms(graph(), stride.augment.getState());

test('a layer keeps its name, and with it its draws, while its argument moves and after it was applied', () => {
  setGenerator(stride, withGenerator(generatorDefaults, { rotation_range: 18, horizontal_flip: true }), size);
  expect(shown().map(({ name }) => name)).toEqual(['random_rotation_1', 'random_flip_1']);
  applyTransforms(stride);
  const settings = withGenerator(generatorDefaults, { rotation_range: 36, zoom_range: [0.5, 1] });
  setGenerator(stride, settings, size);
  expect(shown()).toMatchObject([
    { name: 'random_rotation_1', config: { factor: [-0.1, 0.1], fillMode: 'nearest' } },
    { name: 'random_zoom_1', config: { heightFactor: [-0.5, 0], widthFactor: [-0.5, 0] } },
  ]);
  expect(isDrafted(graph(), stride.augment.getState())).toBe(true);
  const isShown = () =>
    fingerprint(generatorTransforms(graph(), shown(), meaningOf(settings, size))) === fingerprint(shown());
  expect(isShown()).toBe(true);
  applyTransforms(stride);
  expect(isShown()).toBe(true);
  stride.project.undo();
  expect(isShown()).toBe(false);
});

test('a network that rescales keeps its own Rescaling; one that does not gets the generator’s', () => {
  const settings = withGenerator(generatorDefaults, { rescale: 1 / 255, vertical_flip: true });
  const plain = { ...graph(), nodes: graph().nodes.filter(({ type }) => type !== 'Rescaling') };
  const types = (of: ModelGraph) => generatorTransforms(of, [], meaningOf(settings, size)).map(({ type }) => type);
  const rescaled = withTransforms(plain, generatorTransforms(plain, [], meaningOf(settings, size)));
  expect(types(plain)).toEqual(['RandomFlip', 'Rescaling']);
  expect(types(rescaled)).not.toContain('Rescaling');
});

test('whatever the arguments are, the network that comes of them has no problem more than before', () => {
  const amount = fc.double({ min: 0, max: 1e6, noNaN: true });
  const range = fc.tuple(amount, amount).map(([a, b]): readonly [number, number] => [Math.min(a, b), Math.max(a, b)]);
  const settings = fc
    .record({
      rotation_range: amount,
      width_shift_range: fc.oneof(amount, fc.array(amount, { minLength: 1 })),
      height_shift_range: amount,
      zoom_range: range,
      shear_range: amount,
      brightness_range: range,
      channel_shift_range: amount,
      fill_mode: fc.constantFrom(...fillModes),
      cval: amount,
    })
    .map((patch) => withGenerator(generatorDefaults, patch));
  const context = { classCount: 10, sampleShape: [28, 28, 1] } as const;
  const before = analyzeGraph(graph(), context).problems;
  fc.assert(
    fc.property(settings, (each) => {
      setGenerator(stride, each, size);
      expect(analyzeGraph(withTransforms(graph(), shown()), context).problems).toEqual(before);
    }),
    { numRuns: 50 },
  );
});
