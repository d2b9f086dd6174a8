import { expect, test } from 'vitest';
import type { FrameDetections } from '#protocol/detection.ts';
import type { Detection } from '#vision/detection.ts';
import { createShownBoxes } from './shown-boxes.ts';

const timings = { capture: 0, preprocess: 0, model: 0, suppress: 0, readBack: 0, total: 0 };
function found(...detections: Detection[]): FrameDetections {
  return { source: 's', detector: 'd', frame: { height: 100, width: 100 }, detections, candidateCount: 0, timings };
}
const thing = (x1: number): Detection => ({ box: { y1: 0, x1, y2: 20, x2: x1 + 20 }, score: 0.9, classIndex: 0 });

test('a box glides to where the next frame sees it and keeps its identity', () => {
  const shown = createShownBoxes(false);
  shown.step(found(thing(0)), 1000);
  shown.step(found(thing(8)), 1100);
  const [start, middle, end] = [1100, 1150, 1300].map((now) => shown.at(now)[0]!);
  expect([start!.box.x1, middle!.box.x1, end!.box.x1]).toEqual([0, 4, 8]);
  expect(end!.track.id).toBe(start!.track.id);
});

test('an object that is missed for a frame stays and fades; one that is gone for long is gone', () => {
  const shown = createShownBoxes(false);
  shown.step(found(thing(0)), 0);
  shown.step(found(), 100);
  expect(shown.at(100)[0]?.opacity).toBeCloseTo(0.75);
  shown.step(found(thing(0)), 200);
  expect(shown.at(200)[0]?.opacity).toBe(1);
  shown.step(found(), 300);
  expect(shown.at(700)).toEqual([]);
});

test('what other options leave out, and what a still picture does not hold, is gone at once', () => {
  const live = createShownBoxes(false);
  live.step(found(thing(0), thing(50)), 0);
  live.replace(found(thing(50)));
  expect(live.at(1)).toHaveLength(1);
  const still = createShownBoxes(true);
  still.step(found(thing(0)), 0);
  still.step(found(thing(60)), 50);
  expect(still.at(50).map(({ box }) => box.x1)).toEqual([60]);
});
