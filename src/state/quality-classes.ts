/** Which of a detector's classes the classes of annotations are, and the pictures as the figures are computed of them. Pure. */
import type { LabelledSet } from '#formats/annotations/annotation.ts';
import type { AnnotatedPicture } from '#vision/annotated-picture.ts';
import type { Detection } from '#vision/detection.ts';
import { matchClassNames } from '#vision/match-class-names.ts';

/** For each class of the annotations the detector's; null for none. By name, unless a person said otherwise. */
export function classMatches(
  annotated: readonly string[],
  detector: readonly string[],
  byHand: Readonly<Record<string, number | null>>,
): readonly (number | null)[] {
  return matchClassNames(annotated, detector).map((index, place) => {
    const chosen = byHand[annotated[place] ?? ''];
    return chosen === undefined ? index : chosen;
  });
}

export interface MeasuredPictures {
  readonly pictures: readonly AnnotatedPicture[];
  /** Where each of them is in the set. */
  readonly places: readonly number[];
}

/**
 * The pictures that were looked at, with both sides in the detector's classes. Objects of classes that the detector does not
 * know are left out, and so are its detections of classes that nobody annotates: neither says anything about it.
 */
export function measuredPictures(
  { pictures }: LabelledSet,
  detections: ReadonlyMap<number, readonly Detection[]>,
  matches: readonly (number | null)[],
): MeasuredPictures {
  const wanted = new Set(matches);
  const places = pictures.flatMap(({ isAnnotated }, place) => (isAnnotated && detections.has(place) ? [place] : []));
  return {
    places,
    pictures: places.map((place) => ({
      name: pictures[place]?.path ?? '',
      truths: (pictures[place]?.truths ?? []).flatMap((truth) => {
        const classIndex = matches[truth.classIndex];
        return typeof classIndex === 'number' ? [{ ...truth, classIndex }] : [];
      }),
      detections: (detections.get(place) ?? []).filter(({ classIndex }) => wanted.has(classIndex)),
    })),
  };
}
