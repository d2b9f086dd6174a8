/** A set's annotations as files of another program. */
import type { AnnotationFormat, LabelledSet } from './annotation.ts';
import { writeCoco } from './coco.ts';
import { writeVoc } from './voc.ts';
import { writeYolo } from './yolo.ts';
import { writeDataYaml } from './yolo-names.ts';

export interface WrittenFile {
  /** With `/` between folders. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * The files that the set is in a format: one for COCO, one a picture for the others, with the names of the classes for
 * YOLO. Pictures that nobody looked through are left out. No two paths are the same.
 */
export function* annotationFiles(set: LabelledSet, format: AnnotationFormat): Generator<WrittenFile> {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const looked = set.pictures.filter(({ isAnnotated }) => isAnnotated);
  if (format === 'coco') {
    yield { path: 'annotations.json', bytes: bytes(writeCoco(set)) };
    return;
  }
  const free = freePaths();
  if (format === 'voc') {
    for (const picture of looked) {
      yield {
        path: free(`Annotations/${stemOf(picture.path)}`, '.xml'),
        bytes: bytes(writeVoc(picture, set.classNames)),
      };
    }
    return;
  }
  yield { path: 'classes.txt', bytes: bytes(set.classNames.map((name) => `${name.replace(/\s+/g, ' ')}\n`).join('')) };
  yield { path: 'data.yaml', bytes: bytes(writeDataYaml(set.classNames)) };
  for (const picture of looked)
    yield { path: free(`labels/${stemOf(picture.path)}`, '.txt'), bytes: bytes(writeYolo(picture)) };
}

/** The picture's path without its extension, and without anything that leads out of the folder. */
function stemOf(path: string): string {
  const segments = path.split(/[\\/]/).filter((segment) => segment !== '' && segment !== '.' && segment !== '..');
  return segments.join('/').replace(/\.[^./]+$/, '') || 'picture';
}

function freePaths(): (stem: string, extension: string) => string {
  const taken = new Set<string>();
  return (stem, extension) => {
    for (let copy = 1; ; copy++) {
      const path = copy === 1 ? `${stem}${extension}` : `${stem}-${copy}${extension}`;
      if (taken.has(path.toLowerCase())) continue;
      taken.add(path.toLowerCase());
      return path;
    }
  };
}
