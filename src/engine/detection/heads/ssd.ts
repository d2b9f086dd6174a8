/**
 * SSD as TensorFlow's detection API exports it for COCO-SSD (Liu et al. 2016, https://arxiv.org/abs/1512.02325).
 *
 * Outputs in any order: boxes `[1, anchors, (1,) 4]` as y1, x1, y2, x2 in 0..1, and scores `[1, anchors, classes]`.
 * Each anchor is of its best class.
 */
import type { TensorInfo } from '@tensorflow/tfjs';
import { bestClass, bestClassCode } from './best-class.ts';
import type { Head, OutputValues } from './head.ts';

/** Boxes are the output whose last axis is 4; of two such (a detector of four classes), the one of four axes. */
function order<Output extends TensorInfo | OutputValues>(outputs: readonly Output[]): readonly [Output, Output] {
  const boxes =
    outputs.find(({ shape }) => shape.length === 4 && shape.at(-1) === 4) ??
    outputs.find(({ shape }) => shape.at(-1) === 4);
  const scores = outputs.find((output) => output !== boxes && output.shape.length === 3);
  if (boxes && scores) return [boxes, scores];
  throw new Error(`An SSD gives boxes and scores. Received: ${outputs.map(({ shape }) => `[${shape}]`).join(' and ')}`);
}

/** @param classOf the class of each of the network's scores where these are not the classes themselves; -1 for none */
export function ssdHead(classOf?: readonly number[]): Head {
  return {
    onGpu: (outputs, input) => {
      const [boxes, scores] = order(outputs);
      const [, anchors = 1, classes = 1] = scores.shape;
      const named = classOf ? `array<i32, ${classes}>(${classOf.slice(0, classes).join(', ')})` : null;
      return {
        name: 'ssd',
        parameters: { anchors, classes, named: named ?? '', height: input.height, width: input.width },
        inputs: [
          { name: 'boxes', tensor: boxes, components: 1 },
          { name: 'scores', tensor: scores, components: 1 },
        ],
        count: anchors,
        code: `
        ${bestClassCode('scores', classes)}
        fn classAt(place : i32) -> i32 {
          ${named ? `var classes = ${named}; return classes[bestOf(place * ${classes}, 1)];` : `return bestOf(place * ${classes}, 1);`}
        }
        fn scoreAt(place : i32) -> f32 {
          if (classAt(place) < 0) { return 0.0; }
          return scores[place * ${classes} + bestOf(place * ${classes}, 1)];
        }
        fn boxAt(place : i32) -> vec4<f32> {
          let at = place * 4;
          let box = vec4<f32>(boxes[at], boxes[at + 1], boxes[at + 2], boxes[at + 3]);
          return box * vec4<f32>(${input.height}, ${input.width}, ${input.height}, ${input.width});
        }`,
      };
    },

    inMemory: (outputs, input) => {
      const [boxes, scores] = order(outputs);
      const [, anchors = 1, classes = 1] = scores.shape;
      const bestAt = (place: number) => bestClass(scores.values, place * classes, 1, classes);
      const classAt = (place: number) => (classOf ? (classOf[bestAt(place)] ?? -1) : bestAt(place));
      return {
        count: anchors,
        scoreAt: (place) => (classAt(place) < 0 ? 0 : (scores.values[place * classes + bestAt(place)] ?? 0)),
        classAt,
        boxAt: (place) => {
          const [y1 = 0, x1 = 0, y2 = 0, x2 = 0] = [0, 1, 2, 3].map((side) => boxes.values[place * 4 + side]);
          return { y1: y1 * input.height, x1: x1 * input.width, y2: y2 * input.height, x2: x2 * input.width };
        },
      };
    },
  };
}
