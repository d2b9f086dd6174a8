/** A frame that stands still: its picture and every candidate, for looking at suppression step by step. */
import type { Size } from '#vision/box.ts';
import type { Detection } from '#vision/detection.ts';

export interface FrozenFrame {
  readonly size: Size;
  /** By falling score. */
  readonly candidates: readonly Detection[];
  readonly classNames: readonly string[];
  /** What the frame showed; null for the example, which shows nothing. */
  readonly picture: HTMLCanvasElement | null;
}

const box = (x1: number, y1: number, x2: number, y2: number) => ({ x1, y1, x2, y2 });

/** Two dogs and a cat as a detector sees them: each several times, and something that is none. */
export const exampleFrame: FrozenFrame = {
  size: { width: 640, height: 400 },
  classNames: ['dog', 'cat'],
  picture: null,
  candidates: [
    { box: box(60, 90, 260, 350), score: 0.92, classIndex: 0 },
    { box: box(72, 80, 268, 340), score: 0.85, classIndex: 0 },
    { box: box(200, 110, 380, 350), score: 0.81, classIndex: 0 },
    { box: box(430, 150, 590, 340), score: 0.77, classIndex: 1 },
    { box: box(50, 120, 240, 370), score: 0.66, classIndex: 0 },
    { box: box(438, 160, 600, 350), score: 0.61, classIndex: 1 },
    { box: box(212, 96, 396, 336), score: 0.55, classIndex: 0 },
    { box: box(424, 146, 584, 330), score: 0.48, classIndex: 0 },
    { box: box(120, 100, 330, 352), score: 0.36, classIndex: 0 },
    { box: box(20, 20, 120, 80), score: 0.12, classIndex: 1 },
  ],
};
