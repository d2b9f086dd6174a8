/**
 * Pascal VOC's annotations (http://host.robots.ox.ac.uk/pascal/VOC/): an XML file for each picture. Its boxes name the
 * first and the last pixel, counted from 1, where edges here are lines counted from 0: a box from 1 to 20 is 0 to 20.
 */
import { escapeXml } from '#base/escape-xml.ts';
import { failure, type Result, success } from '#base/result.ts';
import type { LabelledPicture, WrittenBox, WrittenPicture } from './annotation.ts';
import { childOf, numberIn, parseXml, type XmlElement } from './parse-xml.ts';

/** `path` is the file's own: the picture is often called as it is. Fails with a sentence's end: "It is no VOC file: …". */
export function readVoc(text: string, path: string): Result<WrittenPicture, string> {
  const parsed = parseXml(text);
  if (!parsed.ok) return parsed;
  const root = parsed.value;
  if (root.name !== 'annotation') return failure(`its root is <${root.name}> and not <annotation>`);
  const size = childOf(root, 'size');
  const [height, width] = [numberIn(size, 'height'), numberIn(size, 'width')];
  const filename = childOf(root, 'filename')?.text ?? '';
  return success({
    names: [...(filename === '' ? [] : [filename]), path.replace(/\.xml$/i, '')],
    // Some programs write 0 for what they do not know.
    size: height > 0 && width > 0 ? { height, width } : null,
    boxes: root.children.filter(({ name }) => name === 'object').map(boxOf),
  });
}

function boxOf(object: XmlElement, index: number): WrittenBox {
  const bounds = childOf(object, 'bndbox');
  return {
    where: `object ${index + 1}`,
    className: childOf(object, 'name')?.text ?? '',
    box: {
      y1: numberIn(bounds, 'ymin') - 1,
      x1: numberIn(bounds, 'xmin') - 1,
      y2: numberIn(bounds, 'ymax'),
      x2: numberIn(bounds, 'xmax'),
    },
    ...(numberIn(object, 'difficult') === 1 && { isDifficult: true }),
  };
}

/** The XML of one picture. Boxes are rounded to whole pixels, of which each has one at least. */
export function writeVoc({ path, size, truths }: LabelledPicture, classNames: readonly string[]): string {
  const segments = path.split('/');
  const objects = truths.map(({ box, classIndex, isDifficult }) => {
    const [xmin, ymin] = [Math.round(box.x1) + 1, Math.round(box.y1) + 1];
    return [
      '  <object>',
      `    <name>${escapeXml(classNames[classIndex] ?? `class ${classIndex}`)}</name>`,
      '    <pose>Unspecified</pose>',
      '    <truncated>0</truncated>',
      `    <difficult>${isDifficult ? 1 : 0}</difficult>`,
      '    <bndbox>',
      `      <xmin>${xmin}</xmin>`,
      `      <ymin>${ymin}</ymin>`,
      `      <xmax>${Math.max(xmin, Math.round(box.x2))}</xmax>`,
      `      <ymax>${Math.max(ymin, Math.round(box.y2))}</ymax>`,
      '    </bndbox>',
      '  </object>',
    ].join('\n');
  });
  return [
    '<annotation>',
    `  <folder>${escapeXml(segments.slice(0, -1).join('/'))}</folder>`,
    `  <filename>${escapeXml(segments.at(-1) ?? path)}</filename>`,
    `  <size><width>${size.width}</width><height>${size.height}</height><depth>3</depth></size>`,
    '  <segmented>0</segmented>',
    ...objects,
    '</annotation>\n',
  ].join('\n');
}
