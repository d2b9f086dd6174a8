/** Boxes as files give them, held against the picture that they are in. */
import type { GroundTruth } from '#vision/annotated-picture.ts';
import { areaOf, clipBox, type Size, scaleBox } from '#vision/box.ts';
import type { AnnotationNote, WrittenBox } from './annotation.ts';

export interface SettledBoxes {
  readonly truths: readonly GroundTruth[];
  readonly notes: readonly AnnotationNote[];
}

/** Files round: a box that reaches this many pixels beyond the edge is cut without a word. */
const rounding = 1.5;

/**
 * Scales boxes from the size that the file is about to the picture's own, cuts them at its edges, and leaves out those
 * that are none. `classOf` gives the index of a class by its name.
 */
export function settleBoxes(
  boxes: readonly WrittenBox[],
  path: string,
  sizes: { readonly written: Size; readonly picture: Size },
  classOf: (name: string) => number,
): SettledBoxes {
  const { written, picture } = sizes;
  const scale = { height: picture.height / written.height, width: picture.width / written.width };
  const truths: GroundTruth[] = [];
  const notes: AnnotationNote[] = [];
  for (const { where, box, className, area, isCrowd, isDifficult } of boxes) {
    const note = (reason: string) => notes.push({ where: `${path}, ${where}`, reason });
    const { y1, x1, y2, x2 } = box;
    const cut = clipBox(box, written);
    if (![y1, x1, y2, x2].every(Number.isFinite)) note('Its corners are no numbers.');
    else if (!(x2 > x1 && y2 > y1)) note(`It has no area: ${rounded(x2 - x1)} × ${rounded(y2 - y1)} pixels.`);
    else if (areaOf(cut) === 0) note(`It lies outside the picture, which is ${written.width} × ${written.height}.`);
    else if (className === '') note('It has no class.');
    else {
      const beyond = Math.max(cut.y1 - y1, cut.x1 - x1, y2 - cut.y2, x2 - cut.x2);
      if (beyond > rounding) note(`It reached ${rounded(beyond)} pixels beyond the picture and was cut at its edge.`);
      truths.push({
        box: scaleBox(cut, scale),
        classIndex: classOf(className),
        ...(isCrowd && { isCrowd }),
        ...(isDifficult && { isDifficult }),
        ...(area !== undefined && { area: area * scale.height * scale.width }),
      });
    }
  }
  return { truths, notes };
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
