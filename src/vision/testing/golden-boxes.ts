/** What TensorFlow computes for 60 overlapping boxes: IoU, hard suppression at three thresholds, Soft-NMS. */
import { unpackBoxes } from '../box-formats.ts';
import golden from '../goldens/boxes.json' with { type: 'json' };

export { golden };

export const goldenBoxes = unpackBoxes(golden.boxes_y1x1y2x2.flat());
