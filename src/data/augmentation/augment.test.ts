import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { augmentOnProcessor } from './augment.ts';
import type { AugmentationLayer, Sampling } from './augmentation-layer.ts';
import type { Occasion } from './draw.ts';
import { planPasses } from './plan-passes.ts';
import { distanceFrom, goldenAugmentations, goldenImage, goldenSide } from './testing/golden-augmentation.ts';
import { mapCoordinate } from './warp.ts';

const once: Occasion = { seed: 1, epoch: 0, sample: 0 };
const sampling: Sampling = { interpolation: 'bilinear', fillMode: 'reflect', fillValue: 0 };
const rotation: AugmentationLayer = {
  name: 'turn',
  type: 'RandomRotation',
  config: { factor: [-0.2, 0.2], ...sampling },
};
const zoom: AugmentationLayer = {
  name: 'zoom',
  type: 'RandomZoom',
  config: { heightFactor: [-0.3, 0.3], widthFactor: null, ...sampling },
};
const flip: AugmentationLayer = { name: 'flip', type: 'RandomFlip', config: { mode: 'horizontal' } };
const contrast: AugmentationLayer = {
  name: 'contrast',
  type: 'RandomContrast',
  config: { factor: [0.5, 0.5], valueRange: [0, 255] },
};
const brightness: AugmentationLayer = {
  name: 'light',
  type: 'RandomBrightness',
  config: { factor: [-0.3, 0.3], valueRange: [0, 255] },
};
const rescale: AugmentationLayer = { name: 'scale', type: 'Rescaling', config: { scale: 1 / 255, offset: 0 } };
const crop: AugmentationLayer = { name: 'crop', type: 'RandomCrop', config: { height: 10, width: 14 } };

const size = { height: goldenSide, width: goldenSide };
const source = { ...size, channels: 3, values: goldenImage };

function augmented(layers: readonly AugmentationLayer[], occasion: Occasion = once): Float32Array {
  return augmentOnProcessor(planPasses(layers, size), source, [occasion], [0]);
}

describe.each(goldenAugmentations)('$told', (golden) => {
  test('gives Keras’s pixels', () => {
    const isNearest = 'interpolation' in golden.layer.config && golden.layer.config.interpolation === 'nearest';
    expect(distanceFrom(golden, augmented([golden.layer]))).toBeLessThan(isNearest ? 1e-6 : 255e-6);
  });
});

test('consecutive layers that read alike become one pass, others split', () => {
  const passes = (...layers: AugmentationLayer[]) => planPasses(layers, size).length;
  const wrapped: AugmentationLayer = { ...zoom, config: { ...zoom.config, fillMode: 'wrap' } } as AugmentationLayer;
  expect(passes()).toBe(1);
  expect(passes(flip, rotation, zoom, brightness, rescale)).toBe(1);
  expect(passes(rotation, wrapped)).toBe(2);
  expect(passes(rotation, crop, flip)).toBe(1);
  expect(passes(rotation, crop, zoom)).toBe(2);
  expect(passes(crop, rotation)).toBe(1);
  expect(passes(rotation, brightness, zoom)).toBe(2);
  expect(passes(rotation, contrast, brightness, rescale)).toBe(2);
  expect(passes(contrast)).toBe(1);
});

test('layers composed into one pass give the picture they give one after another, away from the edge', () => {
  const smooth = Float32Array.from({ length: 48 * 48 }, (_, at) => (at % 48) * 2 + Math.floor(at / 48));
  const whole = { height: 48, width: 48, channels: 1, values: smooth };
  fc.assert(
    fc.property(fc.nat(), fc.constantFrom([rotation, zoom], [flip, zoom, rotation], [zoom, flip]), (seed, layers) => {
      const occasion = { ...once, seed };
      const together = augmentOnProcessor(planPasses(layers, whole), whole, [occasion], [0]);
      const apart = layers.reduce((values: Float32Array, layer) => {
        const passes = planPasses([layer], whole);
        return augmentOnProcessor(passes, { ...whole, values }, [occasion], [0]);
      }, smooth);
      for (let y = 20; y < 28; y++) {
        for (let x = 20; x < 28; x++) expect(together[y * 48 + x]).toBeCloseTo(apart[y * 48 + x] ?? Number.NaN, 3);
      }
    }),
  );
});

test('a picture follows from seed, epoch and sample, and not from the batch around it', () => {
  const layers = [rotation, crop, contrast, brightness, rescale];
  const passes = planPasses(layers, size);
  const occasions = [3, 1, 2].map((sample) => ({ seed: 9, epoch: 4, sample }));
  const batch = augmentOnProcessor(passes, source, occasions, [0, 0, 0]);
  const length = 10 * 14 * 3;
  for (const [index, occasion] of occasions.entries()) {
    expect([...batch.subarray(index * length, (index + 1) * length)]).toEqual([...augmented(layers, occasion)]);
  }
  const others = [{ seed: 8 }, { epoch: 5 }, { sample: 7 }].map((other) => ({ ...occasions[0]!, ...other }));
  const pictures = [occasions[0]!, ...others].map((occasion) => augmented(layers, occasion).join());
  expect(new Set(pictures).size).toBe(4);
});

test('draws fill their range evenly', () => {
  const deltas = Array.from({ length: 2000 }, (_, sample) => {
    const [pass] = planPasses([brightness], size);
    const [point] = pass!.points;
    return point?.kind === 'brightness' ? point.delta({ ...once, sample }) / 255 : Number.NaN;
  });
  expect(Math.min(...deltas)).toBeGreaterThanOrEqual(-0.3);
  expect(Math.max(...deltas)).toBeLessThan(0.3);
  expect(Math.abs(deltas.reduce((sum, delta) => sum + delta, 0) / deltas.length)).toBeLessThan(0.02);
});

test('a flip turns about half of the pictures, and twice is the picture itself', () => {
  const flips = Array.from(
    { length: 400 },
    (_, sample) => planPasses([flip], size)[0]!.map({ ...once, sample })[0] < 0,
  );
  const share = flips.filter(Boolean).length / flips.length;
  expect(share).toBeGreaterThan(0.4);
  expect(share).toBeLessThan(0.6);
  expect([...augmented([flip, flip])]).toEqual([...goldenImage]);
});

test('contrast spreads about each channel’s mean and holds the range', () => {
  const values = augmented([{ ...contrast, config: { factor: [0, 0], valueRange: [0, 255] } }]);
  for (const [at, value] of values.entries()) expect(value).toBeCloseTo(goldenImage[at]!, 3);
  const strong = augmented([{ ...contrast, config: { factor: [0, 1], valueRange: [20, 200] } }]);
  expect(Math.min(...strong)).toBeGreaterThanOrEqual(20);
  expect(Math.max(...strong)).toBeLessThanOrEqual(200);
});

test('a crop is a piece of the picture', () => {
  const piece = augmented([crop]);
  const [pass] = planPasses([crop], size);
  const { top, left } = pass!.place(once);
  expect(piece[0]).toBe(goldenImage[(top * goldenSide + left) * 3]);
  expect(piece.at(-1)).toBe(goldenImage[((top + 9) * goldenSide + left + 13) * 3 + 2]);
});

test.each(['reflect', 'wrap', 'nearest'] as const)('%s keeps every coordinate within the picture', (fillMode) => {
  fc.assert(
    fc.property(fc.double({ min: -1e4, max: 1e4, noNaN: true }), fc.integer({ min: 1, max: 64 }), (at, length) => {
      const mapped = mapCoordinate(at, length, fillMode);
      expect(mapped).toBeGreaterThanOrEqual(0);
      expect(mapped).toBeLessThanOrEqual(length - 1);
      if (at >= 0 && at <= length - 1) expect(mapped).toBeCloseTo(at, 10);
    }),
  );
});
