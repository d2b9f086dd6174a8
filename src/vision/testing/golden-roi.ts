/** What ONNX Runtime computes for four regions of a small feature map: RoiAlign in four settings, and MaxRoiPool. */
import { fnv1a, uniformAt } from '#base/random.ts';
import type { Box } from '../box.ts';
import golden from '../goldens/roi.json' with { type: 'json' };
import type { FeatureMap } from '../roi-features.ts';

export type RoiGoldenName = keyof typeof golden.results;

const [channels, height, width] = [4, 16, 20];

/** The goldens' rule, uniform in -1..1, laid out `[channels, height, width]` there and `[height, width, channels]` here. */
export const goldenFeatures: FeatureMap = {
  height,
  width,
  channels,
  values: Float32Array.from({ length: channels * height * width }, (_, index) => {
    const cell = Math.floor(index / channels);
    const recorded = (index % channels) * height * width + cell;
    return uniformAt(fnv1a('roi'), recorded) * 2 - 1;
  }),
};

export const goldenRegions: readonly Box[] = golden.rois_x1y1x2y2.map(
  ([x1 = Number.NaN, y1 = Number.NaN, x2 = Number.NaN, y2 = Number.NaN]) => ({ y1, x1, y2, x2 }),
);

export const goldenPooling = { pooled: { height: 7, width: 7 }, spatialScale: golden.spatial_scale };

/** Recorded mean and samples of a result, and the same of `[regions, 7, 7, channels]` numbers computed here. */
export function compareWithGolden(name: RoiGoldenName, computed: Float64Array) {
  const { mean, std, absmax, samples } = golden.results[name];
  const average = computed.reduce((total, value) => total + value, 0) / computed.length;
  const deviation = Math.sqrt(computed.reduce((total, value) => total + (value - average) ** 2, 0) / computed.length);
  const sampled = samples.map(([index = 0]) => {
    const [bin, channel, region] = [index % 49, Math.floor(index / 49) % channels, Math.floor(index / 49 / channels)];
    return computed[(region * 49 + bin) * channels + channel] ?? Number.NaN;
  });
  return {
    expected: [mean, std, absmax, ...samples.map(([, value = Number.NaN]) => value)],
    received: [average, deviation, computed.reduce((most, value) => Math.max(most, Math.abs(value)), 0), ...sampled],
  };
}
