/**
 * COCO's annotations of objects (https://cocodataset.org/#format-data): one JSON text for all pictures, with categories
 * by id. Outlines and key points are let go; boxes, crowds and areas are kept.
 */

import { failure, type Result, success } from '#base/result.ts';
import { areaOf, type Size } from '#vision/box.ts';
import { fromCoco, toCoco } from '#vision/box-formats.ts';
import { COCO_CATEGORY_IDS, COCO_LABELS } from '#vision/coco-labels.ts';
import type { AnnotationNote, LabelledSet, WrittenBox, WrittenPicture } from './annotation.ts';
import { maxBoxes, maxClasses, maxPictures } from './annotation-limits.ts';

export interface CocoFile {
  /** In the order of the file's categories. */
  readonly classNames: readonly string[];
  readonly pictures: readonly WrittenPicture[];
  readonly faults: readonly AnnotationNote[];
}

type Fields = Readonly<Record<string, unknown>>;

interface Listed {
  readonly name: string;
  readonly size: Size | null;
  readonly boxes: WrittenBox[];
}

/** `json` is what the file's text means. Fails with a sentence's end: "It is no COCO annotation file: …". */
export function readCoco(json: unknown, path: string): Result<CocoFile, string> {
  if (!isFields(json)) return failure('it is a list, as of detections, and no object');
  const { images, annotations, categories } = json;
  if (!Array.isArray(images) || !Array.isArray(annotations)) return failure('it has no “images” or no “annotations”');
  if (images.length > maxPictures || annotations.length > maxBoxes) {
    return failure(`it has more than ${maxPictures} images or ${maxBoxes} annotations`);
  }
  const faults: AnnotationNote[] = [];
  const fault = (where: string, reason: string) => faults.push({ where: `${path}, ${where}`, reason });

  const nameOfCategory = new Map<unknown, string>();
  for (const [index, category] of (Array.isArray(categories) ? categories : []).slice(0, maxClasses).entries()) {
    if (isFields(category) && typeof category.name === 'string' && category.name.trim() !== '') {
      nameOfCategory.set(category.id, category.name.trim());
    } else {
      fault(`category ${index + 1}`, 'It has no name.');
    }
  }
  if (!Array.isArray(categories)) {
    fault('categories', 'There are none; the ids were taken for those of COCO itself.');
    for (const [index, id] of COCO_CATEGORY_IDS.entries()) nameOfCategory.set(id, COCO_LABELS[index] ?? '');
  }

  const listed = new Map<unknown, Listed>();
  for (const [index, image] of images.entries()) {
    if (!isFields(image) || typeof image.file_name !== 'string') fault(`image ${index + 1}`, 'It has no file name.');
    else if (listed.has(image.id)) fault(`image ${index + 1}`, `Another image has its id, ${shown(image.id)}.`);
    else listed.set(image.id, { name: image.file_name, size: sizeOf(image), boxes: [] });
  }
  for (const [index, annotation] of annotations.entries()) {
    const where = `annotation ${isFields(annotation) && isId(annotation.id) ? annotation.id : index + 1}`;
    const read = boxOf(annotation, where, nameOfCategory);
    if (typeof read === 'string') {
      fault(where, read);
      continue;
    }
    const picture = listed.get(read.image);
    if (picture) picture.boxes.push(read.box);
    else fault(where, `It is of an image that the file does not list: ${shown(read.image)}.`);
  }
  return success({
    classNames: [...new Set(nameOfCategory.values())],
    pictures: [...listed.values()].map(({ name, size, boxes }) => ({ names: [name], size, boxes })),
    faults,
  });
}

function boxOf(
  annotation: unknown,
  where: string,
  nameOfCategory: ReadonlyMap<unknown, string>,
): { readonly image: unknown; readonly box: WrittenBox } | string {
  if (!isFields(annotation)) return 'It is no object.';
  const { image_id: image, category_id: category, bbox, iscrowd, area } = annotation;
  if (!Array.isArray(bbox) || bbox.length !== 4 || !bbox.every((each) => typeof each === 'number')) {
    return 'It has no “bbox” of four numbers.';
  }
  const className = nameOfCategory.get(category);
  if (className === undefined) return `The file has no category ${shown(category)}.`;
  const [x = 0, y = 0, width = 0, height = 0] = bbox.map(Number);
  return {
    image,
    box: {
      where,
      className,
      box: fromCoco([x, y, width, height]),
      ...((iscrowd === 1 || iscrowd === true) && { isCrowd: true }),
      ...(typeof area === 'number' && area > 0 && { area }),
    },
  };
}

function sizeOf({ height, width }: Fields): Size | null {
  return typeof height === 'number' && typeof width === 'number' && height > 0 && width > 0 ? { height, width } : null;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isId(value: unknown): value is string | number {
  return typeof value === 'number' || typeof value === 'string';
}

function shown(value: unknown): string {
  return isId(value) ? String(value).slice(0, 40) : 'none given';
}

/** The set as COCO's JSON; pictures that nobody looked through are left out. Ids count from 1, as COCO's do. */
export function writeCoco({ classNames, pictures }: LabelledSet): string {
  const looked = pictures.filter(({ isAnnotated }) => isAnnotated);
  const annotations = looked.flatMap(({ truths }, picture) =>
    truths.map((truth) => ({
      image_id: picture + 1,
      category_id: truth.classIndex + 1,
      bbox: toCoco(truth.box),
      area: truth.area ?? areaOf(truth.box),
      iscrowd: truth.isCrowd ? 1 : 0,
    })),
  );
  return JSON.stringify({
    images: looked.map(({ path, size }, index) => ({ id: index + 1, file_name: path, ...size })),
    annotations: annotations.map((annotation, index) => ({ id: index + 1, ...annotation })),
    categories: classNames.map((name, index) => ({ id: index + 1, name })),
  });
}
