/** Which of a set's files are pictures, and how large these are as they are shown; by their first bytes, without decoding. */
import { messageOf } from '#base/errors.ts';
import type { AnnotationNote } from '#formats/annotations/annotation.ts';
import { maxPictures } from '#formats/annotations/annotation-limits.ts';
import { isAnnotationFile } from '#formats/annotations/read-annotations.ts';
import { sniffImage } from '#formats/image-header.ts';
import type { Size } from '#vision/box.ts';
import type { GatheredFile } from './gather-files.ts';

export interface MeasuredPicture {
  readonly file: GatheredFile;
  readonly path: string;
  readonly size: Size;
}

export interface MeasuredPictures {
  readonly pictures: readonly MeasuredPicture[];
  readonly annotations: readonly GatheredFile[];
  readonly notes: readonly AnnotationNote[];
}

/** Most headers end long before; where one does not, the whole file is read. */
const headerBytes = 2 ** 18;
/** Files read at a time. */
const atOnce = 8;

/** In the order of the paths, as a person would sort them. */
export async function measurePictures(files: readonly GatheredFile[]): Promise<MeasuredPictures> {
  const order = new Intl.Collator('en', { numeric: true });
  const sorted = files.toSorted((a, b) => order.compare(a.path, b.path));
  const notes: AnnotationNote[] = [];
  const candidates = sorted.filter(({ path }) => !isAnnotationFile(path));
  for (const { path } of candidates.splice(maxPictures)) notes.push({ where: path, reason: 'The set is full.' });
  const measured: (MeasuredPicture | AnnotationNote)[] = [];
  const work = candidates.entries();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const [place, file] of work) measured[place] = await measure(file);
    }),
  );
  const pictures: MeasuredPicture[] = [];
  for (const each of measured) {
    if ('file' in each) pictures.push(each);
    else notes.push(each);
  }
  return { pictures, annotations: sorted.filter(({ path }) => isAnnotationFile(path)), notes };
}

async function measure(file: GatheredFile): Promise<MeasuredPicture | AnnotationNote> {
  const { path } = file;
  try {
    let sniffed = sniffImage(await file.read(headerBytes));
    if (sniffed.kind === 'damaged' && file.size > headerBytes) sniffed = sniffImage(await file.read());
    if (sniffed.kind !== 'picture') {
      const reason =
        sniffed.kind === 'damaged' ? `It is a damaged ${sniffed.what}.` : `It is no picture but: ${sniffed.what}.`;
      return { where: path, reason };
    }
    const { width, height, orientation } = sniffed.header;
    // EXIF's upper four turn the picture on its side.
    return { file, path, size: orientation >= 5 ? { height: width, width: height } : { height, width } };
  } catch (thrown) {
    return { where: path, reason: messageOf(thrown) };
  }
}
