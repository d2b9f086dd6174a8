import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anchorGrid, anchorSizes } from './anchors.ts';
import { areaOf, scaleBox } from './box.ts';
import { toCentred } from './box-formats.ts';
import { expectBoxCloseTo } from './testing/any-box.ts';

const anyShapes = fc.record({
  scales: fc.array(fc.double({ min: 1, max: 600, noNaN: true }), { minLength: 1, maxLength: 4 }),
  ratios: fc.array(fc.double({ min: 0.1, max: 10, noNaN: true }), { minLength: 1, maxLength: 4 }),
});
const anyFeatureMap = fc.record({ height: fc.integer({ min: 0, max: 5 }), width: fc.integer({ min: 0, max: 5 }) });

test('a cell has nine anchors by default, of the areas and ratios of Faster R-CNN', () => {
  const anchors = anchorGrid({ height: 1, width: 1 }, 16);
  expect(anchors.map((anchor) => Math.round(Math.sqrt(areaOf(anchor))))).toEqual([
    128, 128, 128, 256, 256, 256, 512, 512, 512,
  ]);
  const ratios = anchors.map(toCentred).map(({ height, width }) => height / width);
  ratios.forEach((ratio, index) => {
    expect(ratio).toBeCloseTo([0.5, 1, 2][index % 3]!, 9);
  });
});

test('anchors sit at the centres of their cells, in the order rows, columns, scales, ratios', () => {
  fc.assert(
    fc.property(anyFeatureMap, fc.integer({ min: 1, max: 64 }), anyShapes, (featureMap, stride, shapes) => {
      const sizes = anchorSizes(shapes);
      const anchors = anchorGrid(featureMap, stride, shapes);
      expect(anchors).toHaveLength(featureMap.height * featureMap.width * shapes.scales.length * shapes.ratios.length);
      anchors.forEach((anchor, index) => {
        const cell = Math.floor(index / sizes.length);
        const { centerY, centerX, height, width } = toCentred(anchor);
        expect(centerY).toBeCloseTo((Math.floor(cell / featureMap.width) + 0.5) * stride, 8);
        expect(centerX).toBeCloseTo(((cell % featureMap.width) + 0.5) * stride, 8);
        expect(height).toBeCloseTo(sizes[index % sizes.length]!.height, 8);
        expect(width).toBeCloseTo(sizes[index % sizes.length]!.width, 8);
        const shape = index % sizes.length;
        expect(Math.sqrt(areaOf(anchor))).toBeCloseTo(shapes.scales[Math.floor(shape / shapes.ratios.length)]!, 6);
        expect(height / width).toBeCloseTo(shapes.ratios[shape % shapes.ratios.length]!, 6);
      });
    }),
  );
});

test('stride and scales together only change the resolution', () => {
  const half = anchorGrid({ height: 2, width: 3 }, 8, { scales: [16, 32], ratios: [0.5, 2] });
  const whole = anchorGrid({ height: 2, width: 3 }, 16, { scales: [32, 64], ratios: [0.5, 2] });
  half.forEach((anchor, index) => {
    expectBoxCloseTo(scaleBox(anchor, { height: 2, width: 2 }), whole[index]!);
  });
});
