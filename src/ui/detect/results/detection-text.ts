/** What was found, in words and in files. */
import { formatPercent } from '#base/format.ts';
import type { FrameDetections } from '#protocol/detection.ts';
import type { Detection } from '#vision/detection.ts';

/** `person, 87 %`. */
export function detectionText({ classIndex, score }: Detection, classNames: readonly string[]): string {
  return `${classNames[classIndex] ?? `class ${classIndex}`}, ${formatPercent(score, 0)}`;
}

/** `at 120, 40, 200 × 310 pixels`: the upper left corner, then the size. */
export function placeText({ box }: Detection): string {
  const [left, top] = [Math.round(box.x1), Math.round(box.y1)];
  return `at ${left}, ${top}, ${Math.round(box.x2) - left} × ${Math.round(box.y2) - top} px`;
}

/** `2 × person, dog`; a sentence where there is nothing. */
export function summaryText(detections: readonly Detection[], classNames: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const { classIndex } of detections) {
    const name = classNames[classIndex] ?? `class ${classIndex}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  if (counts.size === 0) return 'Nothing found.';
  return [...counts].map(([name, count]) => (count > 1 ? `${count} × ${name}` : name)).join(', ');
}

interface NamedDetection {
  readonly class: string;
  readonly score: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function named({ box, score, classIndex }: Detection, classNames: readonly string[]): NamedDetection {
  const rounded = (value: number) => Math.round(value * 100) / 100;
  return {
    class: classNames[classIndex] ?? `class ${classIndex}`,
    score: Math.round(score * 1e4) / 1e4,
    x: rounded(box.x1),
    y: rounded(box.y1),
    width: rounded(box.x2 - box.x1),
    height: rounded(box.y2 - box.y1),
  };
}

/** As an object to write as JSON; boxes as COCO has them, in pixels of the frame. */
export function detectionsJson(found: FrameDetections, classNames: readonly string[]): object {
  const { detector, frame, detections, timings } = found;
  return { detector, frame, milliseconds: timings, detections: detections.map((each) => named(each, classNames)) };
}

/** A header and a line for each detection. */
export function detectionsCsv({ detections }: FrameDetections, classNames: readonly string[]): string {
  const rows = detections.map((each) => {
    const { class: name, score, x, y, width, height } = named(each, classNames);
    return [quoted(name), score, x, y, width, height].join(',');
  });
  return ['class,score,x,y,width,height', ...rows].join('\r\n').concat('\r\n');
}

function quoted(text: string): string {
  // A spreadsheet takes what begins like this for a formula.
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
