import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type RoiAlignOptions, roiAlign } from './roi-align.ts';
import type { FeatureMap } from './roi-features.ts';
import { roiMaxPool } from './roi-max-pool.ts';
import { boxWithArea } from './testing/any-box.ts';
import {
  compareWithGolden,
  goldenFeatures,
  goldenPooling,
  goldenRegions,
  type RoiGoldenName,
} from './testing/golden-roi.ts';

function expectGolden(name: RoiGoldenName, computed: Float64Array): void {
  const { expected, received } = compareWithGolden(name, computed);
  received.forEach((value, index) => {
    expect(value).toBeCloseTo(expected[index]!, 5);
  });
}

function expectAllCloseTo(values: Float64Array, expected: (index: number) => number): void {
  values.forEach((value, index) => {
    expect(value).toBeCloseTo(expected(index), 8);
  });
}

const halfPixel: RoiAlignOptions = { ...goldenPooling, coordinateMode: 'halfPixel', samplingRatio: 2 };

test.each([
  ['align_half_pixel_sr0', 'halfPixel', 0],
  ['align_half_pixel_sr2', 'halfPixel', 2],
  ['align_output_half_pixel_sr0', 'outputHalfPixel', 0],
  ['align_output_half_pixel_sr2', 'outputHalfPixel', 2],
] as const)('RoIAlign equals ONNX: %s', (name, coordinateMode, samplingRatio) => {
  expectGolden(name, roiAlign(goldenFeatures, goldenRegions, { ...goldenPooling, coordinateMode, samplingRatio }));
});

test('RoI max pooling equals ONNX', () => {
  expectGolden('max_pool', roiMaxPool(goldenFeatures, goldenRegions, goldenPooling));
});

test('a region outside the feature map pools to zeros', () => {
  const outside = [{ y1: 400, x1: 400, y2: 500, x2: 500 }];
  expect(roiMaxPool(goldenFeatures, outside, goldenPooling)).toEqual(new Float64Array(7 * 7 * 4));
  expect(roiAlign(goldenFeatures, outside, halfPixel)).toEqual(new Float64Array(7 * 7 * 4));
});

test('of a slope, RoIAlign gives the height at the centre of each bin', () => {
  const slope: FeatureMap = {
    height: 30,
    width: 30,
    channels: 1,
    values: Array.from({ length: 900 }, (_, index) => 3 * (Math.floor(index / 30) + 0.5) - 2 * ((index % 30) + 0.5)),
  };
  const inner = fc.tuple(
    fc.double({ min: 2, max: 12, noNaN: true }),
    fc.double({ min: 2, max: 12, noNaN: true }),
    fc.double({ min: 1, max: 15, noNaN: true }),
    fc.double({ min: 1, max: 15, noNaN: true }),
  );
  fc.assert(
    fc.property(inner, fc.integer({ min: 0, max: 3 }), ([y1, x1, height, width], samplingRatio) => {
      const region = { y1, x1, y2: y1 + height, x2: x1 + width };
      const pooled = { height: 2, width: 3 };
      const result = roiAlign(slope, [region], { coordinateMode: 'halfPixel', samplingRatio, pooled, spatialScale: 1 });
      expectAllCloseTo(result, (index) => {
        const y = y1 + ((Math.floor(index / 3) + 0.5) / 2) * height;
        const x = x1 + (((index % 3) + 0.5) / 3) * width;
        return 3 * y - 2 * x;
      });
    }),
  );
});

test('a region of whole cells, one bin to a cell, is cut out unchanged', () => {
  const pooled = { height: 3, width: 5 };
  const region = { y1: 4, x1: 6, y2: 7, x2: 11 };
  const cell = (index: number) => {
    const [bin, channel] = [Math.floor(index / 4), index % 4];
    return goldenFeatures.values[((4 + Math.floor(bin / 5)) * 20 + 6 + (bin % 5)) * 4 + channel]!;
  };
  const aligned = roiAlign(goldenFeatures, [region], {
    coordinateMode: 'halfPixel',
    samplingRatio: 1,
    pooled,
    spatialScale: 1,
  });
  expectAllCloseTo(aligned, cell);
  const pooling = { pooled, spatialScale: 1 };
  expectAllCloseTo(roiMaxPool(goldenFeatures, [{ ...region, y2: 6, x2: 10 }], pooling), cell);
});

test('pooling a region does not depend on the other regions', () => {
  fc.assert(
    fc.property(fc.array(boxWithArea, { minLength: 1, maxLength: 3 }), (regions) => {
      const apart = (pool: (regions: Parameters<typeof roiAlign>[1]) => Float64Array) =>
        regions.flatMap((region) => [...pool([region])]);
      const align = (some: typeof regions) => roiAlign(goldenFeatures, some, halfPixel);
      const maxPool = (some: typeof regions) => roiMaxPool(goldenFeatures, some, goldenPooling);
      expect([...align(regions)]).toEqual(apart((some) => align([...some])));
      expect([...maxPool(regions)]).toEqual(apart((some) => maxPool([...some])));
    }),
    { numRuns: 20 },
  );
});
