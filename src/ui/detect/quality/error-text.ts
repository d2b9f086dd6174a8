/** What is wrong in a picture, in words. */
import { formatPercent } from '#base/format.ts';
import type { PictureFaults } from '#protocol/quality.ts';
import type { AnnotatedPicture } from '#vision/annotated-picture.ts';
import type { WrongDetectionReason } from '#vision/picture-errors.ts';

const reasons: Readonly<Record<WrongDetectionReason, string>> = {
  duplicate: 'a second box for an object that was found',
  misplaced: 'an object of this class, but too little overlap',
  wrongClass: 'an object of another class',
  background: 'nothing annotated is there',
};

/** `dog 87 %: nothing annotated is there`, and `cat: not found`. */
export function errorLines(
  { truths, detections }: AnnotatedPicture,
  { wrong, missed }: PictureFaults,
  classNames: readonly string[],
): readonly string[] {
  const nameOf = (classIndex: number | undefined) => classNames[classIndex ?? -1] ?? `class ${classIndex}`;
  return [
    ...missed.map((index) => `${nameOf(truths[index]?.classIndex)}: not found`),
    ...wrong.map(({ detection, reason }) => {
      const found = detections[detection];
      return `${nameOf(found?.classIndex)} ${formatPercent(found?.score ?? 0, 0)}: ${reasons[reason]}`;
    }),
  ];
}

/** `2 missed, 1 false`. */
export function errorCounts({ wrong, missed }: PictureFaults): string {
  return [missed.length > 0 ? `${missed.length} missed` : '', wrong.length > 0 ? `${wrong.length} false` : '']
    .filter(Boolean)
    .join(', ');
}
