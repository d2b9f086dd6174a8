/**
 * Annotations out of the files beside pictures, whatever their format, one file at a time. What cannot be read, and what is
 * about no picture of the set, becomes a line with its reason, and everything else comes in.
 */
import { strFromU8 } from 'fflate';
import { messageOf } from '#base/errors.ts';
import { formatCount } from '#base/format.ts';
import { parseJson } from '../json-text.ts';
import { maxJsonBytes } from '../limits.ts';
import { type AnnotationFormat, type AnnotationNote, annotationFormatNames, type LabelledSet } from './annotation.ts';
import { maxLabelBytes } from './annotation-limits.ts';
import { readCoco } from './coco.ts';
import { type Gathering, gatherInto, type PictureFile } from './gather-labels.ts';
import { readVoc } from './voc.ts';
import { readYolo } from './yolo.ts';
import { readNameLines, readYamlNames } from './yolo-names.ts';

export interface AnnotationFile {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  read(): Promise<Uint8Array>;
}

export interface AnnotationReading {
  /** The format that was read; null where there are no annotations. */
  readonly format: AnnotationFormat | null;
  readonly set: LabelledSet;
  readonly notes: readonly AnnotationNote[];
}

const extensions: Readonly<Record<AnnotationFormat, RegExp>> = { coco: /\.json$/i, voc: /\.xml$/i, yolo: /\.txt$/i };
const nameFile = /(^|\/)(classes|_classes|labels|class_names|obj)\.(txt|names)$/i;
const yamlFile = /\.ya?ml$/i;
/** Text files that lie beside labels and are none. */
const noLabels = /(^|\/)(readme[^/]*|license|licence|copyright|train|val|valid|validation|test|notes)\.txt$/i;

/** Whether a file may hold annotations or names of classes, by its name. */
export function isAnnotationFile(path: string): boolean {
  return /\.(json|xml|txt|names|ya?ml)$/i.test(path);
}

/** Never rejects for what is in the files. Of several formats COCO JSON is taken before VOC XML, and that before YOLO. */
export async function readAnnotations(
  files: readonly AnnotationFile[],
  pictures: readonly PictureFile[],
): Promise<AnnotationReading> {
  const gathering = gatherInto(pictures);
  const names = files.filter(({ path }) => nameFile.test(path) || yamlFile.test(path));
  const byFormat = {
    coco: files.filter(({ path }) => extensions.coco.test(path)),
    voc: files.filter(({ path }) => extensions.voc.test(path)),
    yolo: files.filter(({ path }) => extensions.yolo.test(path) && !nameFile.test(path) && !noLabels.test(path)),
  };
  const order = ['coco', 'voc', 'yolo'] as const;
  let format: AnnotationFormat | null = null;
  for (const each of order) {
    const own = byFormat[each];
    if (own.length === 0) continue;
    if (format !== null) {
      const where =
        own.length === 1 ? (own[0]?.path ?? '') : `${formatCount(own.length)} ${annotationFormatNames[each]} files`;
      const reason = `The set has ${annotationFormatNames[format]} as well, which was taken; open one format at a time.`;
      gathering.note(where, reason);
    } else if (await readers[each](own, names, gathering)) {
      format = each;
    }
  }
  return { format, ...gathering.result() };
}

type Reader = (
  files: readonly AnnotationFile[],
  names: readonly AnnotationFile[],
  gathering: Gathering,
) => Promise<boolean>;

/** Each gives whether any of its files was one of the format. */
const readers = {
  coco: async (files, _names, gathering) => {
    let isAny = false;
    for (const file of files) {
      const text = await contentOf(file, maxJsonBytes, gathering, (bytes) => parseJson(bytes, file.path));
      if (text === null) continue;
      const read = readCoco(text.content, file.path);
      if (!read.ok) {
        gathering.note(file.path, `It is no COCO annotation file: ${read.fault}.`);
        continue;
      }
      isAny = true;
      for (const name of read.value.classNames) gathering.classes.indexOf(name);
      for (const { where, reason } of read.value.faults) gathering.note(where, reason);
      for (const picture of read.value.pictures) gathering.add(picture, file.path);
    }
    return isAny;
  },
  voc: async (files, _names, gathering) => {
    let isAny = false;
    for (const file of files) {
      const text = await contentOf(file, maxLabelBytes, gathering, (bytes) => strFromU8(bytes));
      if (text === null) continue;
      const read = readVoc(text.content, file.path);
      if (read.ok) {
        isAny = true;
        gathering.add(read.value, file.path);
      } else {
        gathering.note(file.path, `It is no VOC annotation file: ${read.fault}.`);
      }
    }
    return isAny;
  },
  yolo: async (files, nameFiles, gathering) => {
    const names = await readNames(nameFiles, gathering);
    for (const name of names) gathering.classes.indexOf(name);
    let isAny = false;
    for (const file of files) {
      const found = gathering.find([file.path.replace(/\.txt$/i, '')], file.path);
      if (found === null) continue;
      const text = await contentOf(file, maxLabelBytes, gathering, (bytes) => strFromU8(bytes));
      if (text === null) continue;
      const { boxes, faults } = readYolo(text.content, file.path, found.size, names);
      for (const { where, reason } of faults) gathering.note(where, reason);
      isAny = true;
      gathering.put(found.index, { names: [], size: null, boxes }, file.path);
    }
    if (isAny && names.length === 0) {
      gathering.note('Class names', 'There is no classes.txt and no data.yaml: the classes go by their numbers.');
    }
    return isAny;
  },
} satisfies Record<AnnotationFormat, Reader>;

async function readNames(files: readonly AnnotationFile[], gathering: Gathering): Promise<readonly string[]> {
  for (const file of files.toSorted((a, b) => Number(nameFile.test(b.path)) - Number(nameFile.test(a.path)))) {
    const text = await contentOf(file, maxLabelBytes, gathering, (bytes) => strFromU8(bytes));
    const names = text && (nameFile.test(file.path) ? readNameLines(text.content) : readYamlNames(text.content));
    if (names && names.length > 0) return names;
  }
  return [];
}

/** What a file holds; null, with a line that says why, where it cannot be read. */
async function contentOf<Content>(
  file: AnnotationFile,
  limit: number,
  gathering: Gathering,
  parse: (bytes: Uint8Array) => Content,
): Promise<{ readonly content: Content } | null> {
  if (file.size > limit) {
    gathering.note(file.path, `It is larger than ${limit / 2 ** 20} MiB, the most that is read.`);
    return null;
  }
  try {
    return { content: parse(await file.read()) };
  } catch (thrown) {
    gathering.note(file.path, messageOf(thrown));
    return null;
  }
}
