/**
 * The DETR family, D-FINE among them (https://arxiv.org/abs/2410.13842): a fixed number of queries, each with a box and
 * class logits, no background class, no suppression needed. Exports differ, and are told apart by their outputs:
 *
 * - two: logits `[1, queries, classes]` and boxes `[1, queries, 4]` as centre and size in 0..1;
 * - three: labels `[1, queries]`, boxes `[1, queries, 4]` as x1, y1, x2, y2 in pixels of the input, and scores.
 */
import { fromCentred } from '#vision/box-formats.ts';
import { bestClass } from './best-class.ts';
import type { Places } from './best-places.ts';
import type { OutputValues } from './head.ts';
import { inMemoryOnly } from './in-memory-only.ts';

export const detrHead = inMemoryOnly((outputs, input) => {
  const boxes = outputs.findLast(({ shape }) => shape.length === 3 && shape.at(-1) === 4);
  const rest = outputs.filter((output) => output !== boxes);
  const logits = rest.find(({ shape }) => shape.length === 3);
  if (boxes && logits) return fromLogits(logits, boxes, input.height, input.width);
  const [labels, scores] = rest.filter(({ shape }) => shape.length === 2).sort((a) => (areWhole(a) ? -1 : 1));
  if (boxes && labels && scores) return decoded(labels, boxes, scores);
  throw new Error(
    `A DETR gives logits and boxes, or labels, boxes and scores. Received: ${outputs.map(({ shape }) => `[${shape}]`).join(' and ')}`,
  );
});

const boxNumbers = (boxes: OutputValues, place: number) =>
  [0, 1, 2, 3].map((side) => boxes.values[place * 4 + side] ?? 0);

function fromLogits(logits: OutputValues, boxes: OutputValues, height: number, width: number): Places {
  const [, count = 1, classes = 1] = logits.shape;
  const bestAt = (place: number) => bestClass(logits.values, place * classes, 1, classes);
  return {
    count,
    scoreAt: (place) => 1 / (1 + Math.exp(-(logits.values[place * classes + bestAt(place)] ?? 0))),
    classAt: bestAt,
    boxAt: (place) => {
      const [x = 0, y = 0, wide = 0, high = 0] = boxNumbers(boxes, place);
      return fromCentred({ centerY: y * height, centerX: x * width, height: high * height, width: wide * width });
    },
  };
}

function decoded(labels: OutputValues, boxes: OutputValues, scores: OutputValues): Places {
  return {
    count: scores.shape.at(-1) ?? 0,
    scoreAt: (place) => scores.values[place] ?? 0,
    classAt: (place) => labels.values[place] ?? 0,
    boxAt: (place) => {
      const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = boxNumbers(boxes, place);
      return { y1, x1, y2, x2 };
    },
  };
}

/** Labels are whole numbers; scores of real pictures are not. */
function areWhole({ values }: OutputValues): boolean {
  for (let place = 0; place < values.length; place++) if (!Number.isInteger(values[place])) return false;
  return true;
}
