/** A set of pictures with its annotations, from the files that a person chose or from the copies of an earlier visit. */
import { StrideError } from '#base/errors.ts';
import { segmentsOf } from '#data/folder-layout.ts';
import { hexOf } from '#data/library/hex.ts';
import type { LabelledSet } from '#formats/annotations/annotation.ts';
import { labelRecordVersion } from '#formats/annotations/label-record.ts';
import { readAnnotations } from '#formats/annotations/read-annotations.ts';
import type { SourceEntry } from '#protocol/library.ts';
import type { PictureSet } from '#protocol/quality.ts';
import { sha256 } from '../../library/sha256.ts';
import { gatherFiles } from './gather-files.ts';
import type { KeptSets } from './kept-sets.ts';
import { measurePictures } from './measure-pictures.ts';

export interface OpenedSet {
  readonly shown: PictureSet;
  /** The bytes of each picture. */
  readonly pictures: readonly (() => Promise<Uint8Array<ArrayBuffer>>)[];
  /** Of all pictures together. */
  readonly bytes: number;
  /** Whether copies of the pictures are in storage. */
  hasCopies: boolean;
}

/** Larger sets stay where they are. */
const mostCopied = 500e6;

/** Rejects with `no-pictures`. What was drawn in the same pictures before comes with them. */
export async function openSet(entries: readonly SourceEntry[], name: string, kept: KeptSets): Promise<OpenedSet> {
  const gathered = await gatherFiles(entries);
  const measured = await measurePictures(gathered.files);
  const notes = [...gathered.notes, ...measured.notes];
  if (measured.pictures.length === 0) throw noPictures(notes[0]);
  const reading = await readAnnotations(measured.annotations, measured.pictures);
  const id = await idOf(measured.pictures);
  const record = await kept.get(id).catch(() => undefined);
  return {
    shown: {
      id,
      name,
      format: reading.format,
      labels: reading.set,
      drawn: record && fits(record.drawn, reading.set) ? record.drawn : null,
      notes: [...notes, ...reading.notes],
    },
    pictures: measured.pictures.map(
      ({ file }) =>
        () =>
          file.read(),
    ),
    bytes: measured.pictures.reduce((total, { file }) => total + file.size, 0),
    hasCopies: record?.hasPictures ?? false,
  };
}

/** Null where nothing is kept of this set, or no pictures. */
export async function reopenSet(id: string, kept: KeptSets): Promise<OpenedSet | null> {
  const record = await kept.get(id);
  if (!record?.hasPictures) return null;
  const { name, format, labels, drawn } = record;
  return {
    shown: { id, name, format, labels, drawn, notes: [] },
    pictures: labels.pictures.map((_, place) => async () => {
      const file = await kept.picture(id, place);
      return new Uint8Array(file ? await file.arrayBuffer() : new ArrayBuffer());
    }),
    bytes: 0,
    hasCopies: true,
  };
}

/** Keeps what was drawn, then, once, the pictures; drawing is never lost for want of room for these. */
export async function saveSet(set: OpenedSet, drawn: LabelledSet, kept: KeptSets): Promise<void> {
  const { id, name, format, labels } = set.shown;
  const put = () =>
    kept.put({
      version: labelRecordVersion,
      id,
      name,
      savedAt: Date.now(),
      hasPictures: set.hasCopies,
      format,
      labels: copied(labels),
      drawn: copied(drawn),
    });
  await put();
  if (set.hasCopies || set.bytes > mostCopied) return;
  set.hasCopies = await kept.copyPictures(id, set.pictures);
  if (set.hasCopies) await put();
}

/** Without `readonly`, as records are. */
function copied({ classNames, pictures }: LabelledSet) {
  return { classNames: [...classNames], pictures: pictures.map((each) => ({ ...each, truths: [...each.truths] })) };
}

/** The sizes and paths of the pictures name the set. */
async function idOf(pictures: readonly { readonly path: string; readonly file: { readonly size: number } }[]) {
  const named = pictures.map(({ path, file }) => [segmentsOf(path).slice(-2).join('/'), file.size]);
  return hexOf(await sha256(new TextEncoder().encode(JSON.stringify(named)))).slice(0, 32);
}

function fits(drawn: LabelledSet, labels: LabelledSet): boolean {
  return (
    drawn.pictures.length === labels.pictures.length &&
    drawn.pictures.every(({ size }, place) => {
      const own = labels.pictures[place]?.size;
      return own?.height === size.height && own.width === size.width;
    })
  );
}

function noPictures(first: { readonly where: string; readonly reason: string } | undefined): StrideError {
  return new StrideError({
    code: 'no-pictures',
    message: `There is no picture among these files.${first ? ` ${first.where}: ${first.reason}` : ''}`,
    remedy: 'Choose a folder or a zip with pictures in it, or the pictures together with their annotations.',
  });
}
