/**
 * The boxes that the overlay draws, at any moment: the detector's, matched from frame to frame, gliding from where they
 * were to where they are, and fading where the object has not been seen for a moment. So labels do not flicker.
 */

import { clamp } from '#base/math.ts';
import type { FrameDetections } from '#protocol/detection.ts';
import { type Box, mixBoxes } from '#vision/box.ts';
import { NO_TRACKS, stepTracker, type Track, type TrackerOptions, type TrackerState } from '#vision/tracker.ts';

export interface ShownBox {
  readonly track: Track;
  /** In pixels of the frame. */
  readonly box: Box;
  /** 0..1. */
  readonly opacity: number;
}

export interface ShownBoxes {
  /** A new frame's detections. */
  step(found: FrameDetections, now: number): void;
  /** The same frame's detections by other options: what is no longer among them is gone at once. */
  replace(found: FrameDetections): void;
  at(now: number): readonly ShownBox[];
  clear(): void;
}

/** A box glides at most this long, and never longer than a frame takes. */
const longestGlide = 120;
/** An object that is missed fades over this long; a slow detector's at once, since its boxes are old by then. */
const longestFade = 400;

const options: TrackerOptions = { iouThreshold: 0.3, maxMissedFrames: 4, trailLength: 24 };

export function createShownBoxes(isStill: boolean): ShownBoxes {
  let state: TrackerState = NO_TRACKS;
  let before: ReadonlyMap<number, Box> = new Map();
  let steppedAt = 0;
  let glide = 0;
  const seenAt = new Map<number, number>();

  const take = (found: FrameDetections, stepOptions: TrackerOptions) => {
    state = stepTracker(state, found.detections, stepOptions);
  };

  return {
    step: (found, now) => {
      glide = isStill ? 0 : Math.min(longestGlide, Math.max(0, now - steppedAt));
      before = new Map(state.tracks.map(({ id, box }) => [id, box]));
      steppedAt = now;
      take(found, isStill ? { ...options, maxMissedFrames: 0 } : options);
      for (const { id, missedFrames } of state.tracks) if (missedFrames === 0) seenAt.set(id, now);
      for (const id of seenAt.keys()) if (!state.tracks.some((track) => track.id === id)) seenAt.delete(id);
    },
    replace: (found) => take(found, { ...options, maxMissedFrames: 0 }),
    at: (now) => {
      const share = glide > 0 ? clamp((now - steppedAt) / glide, 0, 1) : 1;
      return state.tracks.flatMap((track) => {
        const from = before.get(track.id);
        const missing = track.missedFrames === 0 ? 0 : now - (seenAt.get(track.id) ?? now);
        const opacity = clamp(1 - missing / longestFade, 0, 1);
        if (opacity === 0) return [];
        return [{ track, box: from ? mixBoxes(from, track.box, share) : track.box, opacity }];
      });
    },
    clear: () => {
      state = NO_TRACKS;
      before = new Map();
      seenAt.clear();
    },
  };
}
