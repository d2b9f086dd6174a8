import { expect, test } from 'vitest';
import { segmentGraph } from './graph-segmentation.ts';
import { histogramIntersection, mergeHistograms, regionHistograms } from './region-histograms.ts';
import { paintedPicture, type Rgb } from './testing/painted-picture.ts';

const size = { height: 16, width: 32 };
const half = { y1: 0, x1: 16, y2: 16, x2: 32 };

function histogramsOf(left: Rgb, right: Rgb) {
  const picture = paintedPicture(size, left, [{ box: half, color: right }]);
  return regionHistograms(picture, segmentGraph(picture, { scale: 50, sigma: 0, minSize: 1 }));
}

test('histograms sum to 1 and share all with themselves', () => {
  for (const { color, texture } of histogramsOf([200, 30, 30], [30, 60, 200])) {
    for (const histogram of [color, texture]) {
      expect(histogram.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9);
      expect(histogramIntersection(histogram, histogram)).toBeCloseTo(1, 9);
    }
  }
});

test('colours of one hue share more than colours of two', () => {
  const shared = (left: Rgb, right: Rgb) => {
    const [a, b] = histogramsOf(left, right);
    return histogramIntersection(a!.color, b!.color);
  };
  expect(shared([200, 0, 0], [120, 0, 0])).toBeCloseTo(2 / 3, 9);
  expect(shared([200, 0, 0], [0, 0, 120])).toBeCloseTo(1 / 3, 9);
});

test('stripes across and stripes down differ in texture though not in colour', () => {
  const stripes = (isDown: boolean) =>
    Array.from({ length: 8 }, (_, index) => ({
      box: isDown
        ? { y1: 0, x1: index * 4, y2: 32, x2: index * 4 + 2 }
        : { y1: index * 4, x1: 0, y2: index * 4 + 2, x2: 32 },
      color: [220, 220, 220] as Rgb,
    }));
  const [down, across] = [true, false].map((isDown) => {
    const picture = paintedPicture({ height: 32, width: 32 }, [60, 60, 60], stripes(isDown));
    return regionHistograms(picture, { labels: new Int32Array(32 * 32), regionCount: 1 })[0]!;
  });
  expect(histogramIntersection(down!.color, across!.color)).toBeCloseTo(1, 9);
  expect(histogramIntersection(down!.texture, across!.texture)).toBeLessThan(0.8);
});

test('merged histograms are those of the pixels taken together', () => {
  const picture = paintedPicture(size, [200, 30, 30], [{ box: { ...half, x1: 24 }, color: [30, 60, 200] }]);
  const [a, b] = regionHistograms(picture, segmentGraph(picture, { scale: 50, sigma: 0, minSize: 1 }));
  const [together] = regionHistograms(picture, { labels: new Int32Array(16 * 32), regionCount: 1 });
  const merged = mergeHistograms(a!, 16 * 24, b!, 16 * 8);
  for (const kind of ['color', 'texture'] as const) {
    merged[kind].forEach((value, bin) => {
      expect(value).toBeCloseTo(together![kind][bin]!, 9);
    });
  }
});
