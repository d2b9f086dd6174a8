/** What files say of pictures, gathered picture by picture: found by its names, held against its size, told where it does not fit. */
import { formatCount } from '#base/format.ts';
import type { GroundTruth } from '#vision/annotated-picture.ts';
import type { Size } from '#vision/box.ts';
import type { AnnotationNote, LabelledSet, WrittenPicture } from './annotation.ts';
import { maxBoxes } from './annotation-limits.ts';
import { type ClassList, createClassList } from './class-list.ts';
import { pictureFinder } from './find-picture.ts';
import { settleBoxes } from './settle-boxes.ts';

export interface PictureFile {
  readonly path: string;
  /** In pixels, as it is shown. */
  readonly size: Size;
}

export interface Gathering {
  readonly classes: ClassList;
  note(where: string, reason: string): void;
  /** The picture of the first of these names that there is; null, with a line, where there is none. */
  find(names: readonly string[], from: string): { readonly index: number; readonly size: Size } | null;
  /** Takes what a file says of one picture. */
  add(picture: WrittenPicture, from: string): void;
  put(index: number, picture: WrittenPicture, from: string): void;
  result(): { readonly set: LabelledSet; readonly notes: readonly AnnotationNote[] };
}

export function gatherInto(pictures: readonly PictureFile[]): Gathering {
  const classes = createClassList();
  const notes: AnnotationNote[] = [];
  const truths = new Map<number, GroundTruth[]>();
  const finder = pictureFinder(pictures.map(({ path }) => path));
  let boxCount = 0;
  const note = (where: string, reason: string) => notes.push({ where, reason });

  const find: Gathering['find'] = (names, from) => {
    const found = names.map((name) => finder(name, from));
    const first = found.find(({ kind }) => kind === 'found') ?? found.find(({ kind }) => kind === 'several');
    const picture = first?.kind === 'found' ? pictures[first.index] : undefined;
    if (first?.kind === 'found' && picture) return { index: first.index, size: picture.size };
    const name = names[0] ?? '';
    note(from, first ? `Several pictures are called “${name}”.` : `There is no picture called “${name}”.`);
    return null;
  };
  const put: Gathering['put'] = (index, { size: claimed, boxes }, from) => {
    const picture = pictures[index];
    if (!picture) return;
    const written = claimed ?? picture.size;
    const where = `${picture.path}, of ${from}`;
    const sizes = `Its annotations are about ${text(written)} pixels, and the picture has ${text(picture.size)}`;
    if (!isSameShape(written, picture.size)) {
      note(where, `${sizes}: its boxes were left out.`);
      return;
    }
    if (written.width !== picture.size.width) note(where, `${sizes}: its boxes were scaled.`);
    const fitting = boxes.slice(0, Math.max(0, maxBoxes - boxCount));
    if (fitting.length < boxes.length)
      note(where, `A set holds ${formatCount(maxBoxes)} boxes; the rest was left out.`);
    const settled = settleBoxes(fitting, from, { written, picture: picture.size }, classes.indexOf);
    for (const line of settled.notes) note(line.where, line.reason);
    boxCount += settled.truths.length;
    const own = truths.get(index);
    if (own) own.push(...settled.truths);
    else truths.set(index, [...settled.truths]);
  };
  return {
    classes,
    note,
    find,
    put,
    add: (picture, from) => {
      const found = find(picture.names, from);
      if (found) put(found.index, picture, from);
    },
    result: () => ({
      set: {
        classNames: classes.names,
        pictures: pictures.map(({ path, size }, index) => ({
          path,
          size,
          truths: truths.get(index) ?? [],
          isAnnotated: truths.has(index),
        })),
      },
      notes,
    }),
  };
}

/** Files round to whole pixels, and resized copies do too. */
function isSameShape(a: Size, b: Size): boolean {
  const height = (a.height * b.width) / a.width;
  return Math.abs(height - b.height) <= Math.max(2, 0.01 * b.height);
}

function text({ height, width }: Size): string {
  return `${width} × ${height}`;
}
