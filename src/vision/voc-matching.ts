/**
 * Which detections are right by Pascal VOC's rules (Everingham et al. 2010,
 * https://doi.org/10.1007/s11263-009-0275-4): by falling score, each detection is compared with the object it overlaps
 * most, whether taken or not. It is right if it overlaps that one by at least the threshold and is the first to do so;
 * a second one is wrong, and one of a difficult object is ignored.
 *
 * VOC's files give the first and last pixel of an object: reading them, add one to the last, since edges here are lines.
 */
import type { AnnotatedPicture } from './annotated-picture.ts';
import { type DetectionMatch, detectionsOfClass, type PictureMatches, truthsOfClass } from './detection-match.ts';
import { iou } from './iou.ts';

/** Matches one class of one picture. The VOC challenges used an IoU threshold of 0.5. */
export function matchByVoc(picture: AnnotatedPicture, classIndex: number, iouThreshold: number): PictureMatches {
  const truths = truthsOfClass(picture, classIndex);
  const taken = new Set<number>();
  const matches = detectionsOfClass(picture, classIndex).map(({ index, value: { box, score } }): DetectionMatch => {
    let nearest: { truth: (typeof truths)[number]; overlap: number } | null = null;
    for (const truth of truths) {
      const overlap = iou(box, truth.value.box);
      if (overlap >= iouThreshold && (!nearest || overlap > nearest.overlap)) nearest = { truth, overlap };
    }
    if (!nearest) return { detection: index, score, truth: null, verdict: 'falsePositive' };
    const { truth } = nearest;
    if (truth.value.isDifficult) return { detection: index, score, truth: truth.index, verdict: 'ignored' };
    const isFirst = !taken.has(truth.index);
    taken.add(truth.index);
    return { detection: index, score, truth: truth.index, verdict: isFirst ? 'truePositive' : 'falsePositive' };
  });
  const counted = truths.filter(({ value }) => !value.isDifficult);
  return {
    matches,
    truthCount: counted.length,
    missed: counted.flatMap(({ index }) => (taken.has(index) ? [] : [index])),
  };
}
