/**
 * Matches boxes from frame to frame by their overlap, so that an object keeps its identity, and so its label and
 * colour, while it moves (the IoU tracker of Bochinski et al. 2017, https://doi.org/10.1109/AVSS.2017.8078516, with
 * tracks that outlive a few missed frames). It knows nothing but boxes: two objects that cross may swap.
 */
import type { Box } from './box.ts';
import { toCentred } from './box-formats.ts';
import type { Detection } from './detection.ts';
import { iou } from './iou.ts';

export interface Track extends Detection {
  /** Unique among all tracks of this state's history, from 1. */
  readonly id: number;
  /** Frames since the object was first seen, that one included. */
  readonly age: number;
  /** Frames since the object was last seen; 0 while it is. Box and score are those of that frame. */
  readonly missedFrames: number;
  /** Centres of the boxes it had, the latest last, in the unit of the boxes. */
  readonly trail: readonly TrailPoint[];
}

export interface TrailPoint {
  readonly y: number;
  readonly x: number;
}

export interface TrackerState {
  /** By id. */
  readonly tracks: readonly Track[];
  readonly nextId: number;
}

export interface TrackerOptions {
  /** The least IoU between an object's boxes in two frames, above 0 to 1. */
  readonly iouThreshold: number;
  /** How many frames in a row an object may go unseen before its track ends. */
  readonly maxMissedFrames: number;
  /** How many points a trail keeps; 0 for no trails. */
  readonly trailLength: number;
}

export const NO_TRACKS: TrackerState = { tracks: [], nextId: 1 };

export const DEFAULT_TRACKER_OPTIONS: TrackerOptions = { iouThreshold: 0.3, maxMissedFrames: 5, trailLength: 30 };

/**
 * The tracks after one more frame. Pairs of a track and a detection of its class join by falling IoU, each at most
 * once; a detection left over begins a track, a track left over is kept for some frames. `detections` are those left
 * after suppression, in the same unit in every frame.
 */
export function stepTracker(
  { tracks, nextId }: TrackerState,
  detections: readonly Detection[],
  options: TrackerOptions = DEFAULT_TRACKER_OPTIONS,
): TrackerState {
  const detectionOf = joinByOverlap(tracks, detections, options.iouThreshold);
  const continued = tracks.flatMap((track) => {
    const detection = detectionOf.get(track);
    const age = track.age + 1;
    if (detection) {
      return [{ ...track, ...detection, age, missedFrames: 0, trail: lengthen(track.trail, detection.box, options) }];
    }
    const missedFrames = track.missedFrames + 1;
    return missedFrames > options.maxMissedFrames ? [] : [{ ...track, age, missedFrames }];
  });
  const joined = new Set(detectionOf.values());
  const begun = detections
    .filter((detection) => !joined.has(detection))
    .map((detection, index) => ({
      ...detection,
      id: nextId + index,
      age: 1,
      missedFrames: 0,
      trail: lengthen([], detection.box, options),
    }));
  return { tracks: [...continued, ...begun], nextId: nextId + begun.length };
}

/** Which detection continues which track. Of equal overlaps the older track and the earlier detection go first. */
function joinByOverlap(
  tracks: readonly Track[],
  detections: readonly Detection[],
  iouThreshold: number,
): ReadonlyMap<Track, Detection> {
  const pairs = tracks
    .flatMap((track) =>
      detections
        .filter(({ classIndex }) => classIndex === track.classIndex)
        .map((detection) => ({ track, detection, overlap: iou(track.box, detection.box) })),
    )
    .filter(({ overlap }) => overlap > 0 && overlap >= iouThreshold)
    .sort((a, b) => b.overlap - a.overlap);
  const joined = new Map<Track, Detection>();
  const taken = new Set<Detection>();
  for (const { track, detection } of pairs) {
    if (joined.has(track) || taken.has(detection)) continue;
    joined.set(track, detection);
    taken.add(detection);
  }
  return joined;
}

function lengthen(trail: readonly TrailPoint[], box: Box, { trailLength }: TrackerOptions): readonly TrailPoint[] {
  const { centerY, centerX } = toCentred(box);
  const points = [...trail, { y: centerY, x: centerX }];
  return points.slice(Math.max(0, points.length - trailLength));
}
