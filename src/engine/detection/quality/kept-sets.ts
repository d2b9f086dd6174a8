/**
 * Sets that a person drew in, between visits: `labels/<id>` holds the record, the files `labelled/<id>/<place>` copies of its
 * pictures. Copies are all there or none: a record says so only after the last of them.
 */
import { StrideError } from '#base/errors.ts';
import { type LabelRecord, parseLabelRecord } from '#formats/annotations/label-record.ts';
import type { KeptSet } from '#protocol/quality.ts';
import type { FileStore } from '#storage/file-store.ts';
import type { RecordStore } from '#storage/record-store.ts';

export interface KeptSets {
  list(): Promise<readonly KeptSet[]>;
  /** Undefined where there is none that can be read. */
  get(id: string): Promise<LabelRecord | undefined>;
  put(record: LabelRecord): Promise<void>;
  forget(id: string): Promise<void>;
  /** Whether all of the pictures could be copied; what was copied of them is deleted where not. */
  copyPictures(id: string, pictures: readonly (() => Promise<Uint8Array>)[]): Promise<boolean>;
  picture(id: string, place: number): Promise<Blob | undefined>;
}

const key = (id: string) => `labels/${id}`;
const folder = (id: string) => `labelled/${id}`;

export function keptSets(records: RecordStore | undefined, files: FileStore | undefined): KeptSets {
  const store = (): RecordStore => {
    if (records) return records;
    throw new StrideError({
      code: 'storage-refused',
      message: 'This browser lets nothing be stored.',
      remedy: 'Export the annotations before you leave the page.',
    });
  };
  return {
    list: async () => {
      const entries = (await records?.entries('labels/')) ?? [];
      return entries
        .flatMap(([, record]) => {
          const parsed = parseLabelRecord(record);
          return parsed.ok ? [summaryOf(parsed.value)] : [];
        })
        .sort((a, b) => b.savedAt - a.savedAt);
    },
    get: async (id) => {
      const parsed = parseLabelRecord(await records?.get(key(id)));
      return parsed.ok ? parsed.value : undefined;
    },
    put: (record) => store().put(key(record.id), record),
    forget: async (id) => {
      await store().delete(key(id));
      await files?.remove(folder(id));
    },
    copyPictures: async (id, pictures) => {
      if (!files) return false;
      try {
        for (const [place, read] of pictures.entries()) await files.write(`${folder(id)}/${place}`, await read());
        return true;
      } catch {
        await files.remove(folder(id)).catch(() => undefined);
        return false;
      }
    },
    picture: async (id, place) => files?.read(`${folder(id)}/${place}`),
  };
}

function summaryOf({ id, name, savedAt, hasPictures, drawn }: LabelRecord): KeptSet {
  const boxCount = drawn.pictures.reduce((total, { truths }) => total + truths.length, 0);
  return { id, name, savedAt, hasPictures, pictureCount: drawn.pictures.length, boxCount };
}
