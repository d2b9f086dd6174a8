/**
 * YOLO's annotations: a text file for each picture, called as it is, with a line `class x y width height` for each box:
 * the class by number, the centre and the size in 0..1 of the picture.
 */
import type { Size } from '#vision/box.ts';
import { fromYolo, toYolo } from '#vision/box-formats.ts';
import type { AnnotationNote, LabelledPicture, WrittenBox } from './annotation.ts';
import { maxClasses } from './annotation-limits.ts';

export interface YoloLabels {
  readonly boxes: readonly WrittenBox[];
  /** Lines that are none. */
  readonly faults: readonly AnnotationNote[];
}

/** Reads a label file of a picture of this size. Classes that have no name are called `class 7`. Never throws. */
export function readYolo(text: string, path: string, size: Size, names: readonly string[]): YoloLabels {
  const boxes: WrittenBox[] = [];
  const faults: AnnotationNote[] = [];
  for (const [index, line] of text.split(/\r\n?|\n/).entries()) {
    const fields = line
      .replace(/^\ufeff/, '')
      .trim()
      .split(/\s+/);
    if (fields.length === 1 && fields[0] === '') continue;
    const where = `line ${index + 1}`;
    const reason = faultOf(fields);
    if (reason !== null) {
      faults.push({ where: `${path}, ${where}`, reason });
      continue;
    }
    const [classIndex = 0, x = 0, y = 0, width = 0, height = 0] = fields.map(Number);
    const className = names[classIndex] ?? `class ${classIndex}`;
    boxes.push({ where, className, box: fromYolo([x, y, width, height], size) });
  }
  return { boxes, faults };
}

function faultOf(fields: readonly string[]): string | null {
  if (fields.length !== 5) {
    const guess =
      fields.length === 6 ? ', as of detections with scores' : fields.length >= 7 ? ', as of an outline' : '';
    return `It has ${fields.length} fields${guess}; a box has five: class, x, y, width, height.`;
  }
  if (!/^\d+$/.test(fields[0] ?? '') || Number(fields[0]) >= maxClasses) {
    return `“${fields[0]}” is no number of a class.`;
  }
  const wrong = fields.slice(1).find((field) => !Number.isFinite(Number(field)));
  return wrong === undefined ? null : `“${wrong}” is no number.`;
}

/** The label file of one picture; empty for a picture with nothing in it. */
export function writeYolo({ size, truths }: LabelledPicture): string {
  return truths
    .map(({ box, classIndex }) => `${classIndex} ${toYolo(box, size).map(shortNumber).join(' ')}\n`)
    .join('');
}

/** Ten digits: less than a thousandth of a pixel of the largest picture. */
function shortNumber(value: number): string {
  return String(Number(value.toFixed(10)));
}
