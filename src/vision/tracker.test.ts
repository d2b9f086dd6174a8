import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Detection } from './detection.ts';
import { boxWithArea } from './testing/any-box.ts';
import { DEFAULT_TRACKER_OPTIONS, NO_TRACKS, stepTracker, type TrackerState } from './tracker.ts';

const anyDetections: fc.Arbitrary<readonly Detection[]> = fc.array(
  fc.record({
    box: boxWithArea,
    classIndex: fc.integer({ min: 0, max: 1 }),
    score: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  { maxLength: 6 },
);

function square(y: number, x: number, classIndex = 0): Detection {
  return { box: { y1: y, x1: x, y2: y + 10, x2: x + 10 }, score: 0.8, classIndex };
}

function run(frames: readonly (readonly Detection[])[], start = NO_TRACKS): TrackerState {
  return frames.reduce<TrackerState>((state, frame) => stepTracker(state, frame), start);
}

test('what is seen now is exactly what was detected, under ids that are unique, ordered and never used again', () => {
  fc.assert(
    fc.property(fc.array(anyDetections, { maxLength: 6 }), (frames) => {
      let state = NO_TRACKS;
      for (const frame of frames) {
        const before = state;
        state = stepTracker(before, frame);
        const seen = state.tracks.filter(({ missedFrames }) => missedFrames === 0);
        const asDetection = ({ box, score, classIndex }: Detection) => JSON.stringify({ box, score, classIndex });
        expect(seen.map(asDetection).sort()).toEqual(frame.map(asDetection).sort());
        const ids = state.tracks.map(({ id }) => id);
        expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
        for (const { id, classIndex, age } of state.tracks) {
          const earlier = before.tracks.find((track) => track.id === id);
          if (earlier) expect([classIndex, age]).toEqual([earlier.classIndex, earlier.age + 1]);
          else expect([id >= before.nextId, age]).toEqual([true, 1]);
        }
      }
    }),
  );
});

test('objects that move slowly keep their ids, whatever the order of the detections', () => {
  const frames = Array.from({ length: 20 }, (_, frame) => {
    const detections = [square(frame, 2 * frame), square(100 - 2 * frame, 60)];
    return frame % 2 === 0 ? detections : detections.reverse();
  });
  const { tracks, nextId } = run(frames);
  expect(nextId).toBe(3);
  expect(tracks.map(({ id, box, age }) => [id, box.y1, age])).toEqual([
    [1, 19, 20],
    [2, 62, 20],
  ]);
});

test('each track takes the detection that overlaps it most', () => {
  const { tracks } = run([
    [square(0, 0), square(0, 6)],
    [square(0, 5), square(0, 1)],
  ]);
  expect(tracks.map(({ id, box }) => [id, box.x1])).toEqual([
    [1, 1],
    [2, 5],
  ]);
});

test('another class in the same place is another object', () => {
  const { tracks } = run([[square(0, 0, 0)], [square(0, 0, 1)]]);
  expect(tracks.map(({ id, classIndex, missedFrames }) => [id, classIndex, missedFrames])).toEqual([
    [1, 0, 1],
    [2, 1, 0],
  ]);
});

test('a track outlives as many missed frames as it may, and no more', () => {
  const gap = (frames: number) => run([[square(0, 0)], ...new Array<readonly Detection[]>(frames).fill([])]);
  const { maxMissedFrames } = DEFAULT_TRACKER_OPTIONS;
  expect(stepTracker(gap(maxMissedFrames), [square(0, 1)]).tracks.map(({ id }) => id)).toEqual([1]);
  expect(gap(maxMissedFrames + 1).tracks).toEqual([]);
  expect(stepTracker(gap(maxMissedFrames + 1), [square(0, 1)]).tracks.map(({ id }) => id)).toEqual([2]);
});

test.each([0, 1, 3])('a trail holds the latest %i centres', (trailLength) => {
  const options = { ...DEFAULT_TRACKER_OPTIONS, trailLength };
  let state = NO_TRACKS;
  for (let frame = 0; frame < 5; frame++) state = stepTracker(state, [square(0, frame)], options);
  expect(state.tracks[0]?.trail).toEqual([7, 8, 9].slice(3 - trailLength).map((x) => ({ y: 5, x })));
});
