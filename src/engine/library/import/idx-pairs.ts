/** MNIST-style files: pictures in one, labels in the other. Each picture becomes a PNG like any other file. */
import { messageOf, StrideError } from '#base/errors.ts';
import { formatShape } from '#base/format.ts';
import { segmentsOf } from '#data/folder-layout.ts';
import type { SplitName } from '#data/split-names.ts';
import { type IdxArray, parseIdx } from '#formats/idx.ts';
import { gunzip, isGzip } from '#formats/idx-gzip.ts';
import { encodePng } from '#formats/image-encode-png.ts';
import type { ImportLine } from '#protocol/library.ts';
import { failedLine, skippedLine } from './import-line.ts';
import type { Candidate, SourceFile } from './source-file.ts';

const largestArray = 2e9;

export function isIdxName(path: string): boolean {
  return /(idx\d?[-.]?ubyte|\.idx\d?)(\.gz)?$/i.test(path);
}

/** Where no name says, null. */
type IdxCandidate = Omit<Candidate, 'split'> & { readonly split: SplitName | null };

export interface IdxPictures {
  readonly candidates: readonly IdxCandidate[];
  readonly lines: readonly ImportLine[];
}

/** What the names of the two files of a pair have in common, and those of their folders. */
function pairKey(path: string): string {
  return path
    .toLowerCase()
    .replace(/images?|labels?/g, '')
    .replace(/idx\d/g, 'idx')
    .replace(/\.gz$/, '');
}

function splitOfName(name: string): SplitName | null {
  if (/t10k|test/i.test(name)) return 'test';
  if (/val/i.test(name)) return 'validation';
  return /train/i.test(name) ? 'training' : null;
}

async function readArray(file: SourceFile): Promise<IdxArray> {
  const bytes = await file.read();
  return parseIdx(isGzip(bytes) ? gunzip(bytes, file.path, largestArray) : bytes, file.path);
}

export async function readIdxPairs(files: readonly SourceFile[], labelNames?: readonly string[]): Promise<IdxPictures> {
  const candidates: IdxCandidate[] = [];
  const lines: ImportLine[] = [];
  const pairs = new Map<
    string,
    { pictures?: readonly [SourceFile, IdxArray]; labels?: readonly [SourceFile, IdxArray] }
  >();
  for (const file of files) {
    try {
      const array = await readArray(file);
      const pair = pairs.get(pairKey(file.path)) ?? {};
      if (array.shape.length === 1) pair.labels = [file, array];
      else pair.pictures = [file, array];
      pairs.set(pairKey(file.path), pair);
    } catch (thrown) {
      lines.push(failedLine(file.path, thrown));
    }
  }
  for (const { pictures, labels } of pairs.values()) {
    if (pictures && labels) {
      try {
        for (const each of picturesOf(pictures[0], pictures[1], labels[1], labelNames)) candidates.push(each);
      } catch (thrown) {
        lines.push(
          skippedLine(pictures[0].path, messageOf(thrown), 'Add the pictures together with their own labels.'),
        );
      }
    } else {
      const [file] = pictures ?? labels ?? [];
      const other = pictures ? 'labels' : 'images';
      if (file)
        lines.push(skippedLine(file.path, `The file with its ${other} is missing.`, 'Add both files together.'));
    }
  }
  return { candidates, lines };
}

function picturesOf(
  file: SourceFile,
  { shape, values }: IdxArray,
  labels: IdxArray,
  labelNames: readonly string[] | undefined,
): IdxCandidate[] {
  const [count = 0, height = 0, width = 0, channels = 1] = shape;
  const isPictures = shape.length === 3 || (shape.length === 4 && (channels === 1 || channels === 3));
  if (!isPictures || height < 1 || width < 1) {
    throw new StrideError({
      code: 'idx-damaged',
      message: `Expected pictures of count × height × width, or × 3 for colours. Received: ${formatShape(shape)}.`,
    });
  }
  if (labels.values.length !== count) {
    throw new StrideError({
      code: 'idx-damaged',
      message: `Expected a label for each of ${count} pictures. Received: ${labels.values.length} labels.`,
    });
  }
  const size = height * width * channels;
  const name = segmentsOf(file.path).at(-1) ?? file.path;
  const stem = name.replace(/[-_.]?(images?)?[-_.]?(idx\d?[-.]?ubyte|idx\d?)(\.gz)?$/i, '') || 'picture';
  const digits = String(count - 1).length;
  return Array.from({ length: count }, (_, place) => {
    const label = labels.values[place] ?? 0;
    const own = `${stem}-${String(place).padStart(digits, '0')}.png`;
    return {
      path: `${file.path}/${own}`,
      name: own,
      size,
      className: labelNames?.[label] ?? String(label),
      split: splitOfName(name),
      madeSize: { width, height },
      read: async () =>
        encodePng(values.subarray(place * size, (place + 1) * size), width, height, channels === 3 ? 3 : 1),
    };
  });
}
