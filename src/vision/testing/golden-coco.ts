/** What pycocotools 2.0 says of 12 made-up pictures with 48 objects, crowds among them, and 89 detections of 3 classes. */
import type { AnnotatedPicture } from '../annotated-picture.ts';
import { unpackBoxes } from '../box-formats.ts';
import golden from '../goldens/coco-evaluation.json' with { type: 'json' };

export const goldenStats = golden.stats;
export const goldenApByClassAndThreshold = golden.apByClassAndThreshold;

export const goldenPictures: readonly AnnotatedPicture[] = golden.pictures.map(({ truths, detections }, index) => ({
  name: `picture ${index}`,
  truths: truths.flatMap(({ box, ...rest }) => unpackBoxes(box).map((unpacked) => ({ ...rest, box: unpacked }))),
  detections: detections.flatMap(({ box, ...rest }) =>
    unpackBoxes(box).map((unpacked) => ({ ...rest, box: unpacked })),
  ),
}));
