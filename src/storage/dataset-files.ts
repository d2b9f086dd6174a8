/**
 * The files of the picture library: originals by the SHA-256 of their bytes, so that data sets share what they have in
 * common, and what was decoded from them. Who refers to an original is known from the data sets alone.
 */
import type { FileStore } from './file-store.ts';

const originals = 'pictures';
const decoded = 'decoded';

export interface DatasetFiles {
  picture(hash: string): Promise<Blob | undefined>;
  /** Writes nothing where the picture is there already. Rejects with `storage-full`. */
  keepPicture(hash: string, bytes: Uint8Array): Promise<void>;
  removePicture(hash: string): Promise<void>;
  /** Hashes of every original. */
  pictures(): Promise<readonly string[]>;
  decoded(dataset: string, form: string): Promise<Blob | undefined>;
  /** In place of every other form of this data set. */
  keepDecoded(dataset: string, form: string, content: ReadableStream<Uint8Array>): Promise<void>;
  removeDecoded(dataset: string): Promise<void>;
}

export function datasetFiles(files: FileStore): DatasetFiles {
  const pathOf = (hash: string) => `${originals}/${hash.slice(0, 2)}/${hash}`;
  const folderOf = (dataset: string) => `${decoded}/${dataset.replace(':', '-')}`;
  return {
    picture: (hash) => files.read(pathOf(hash)),
    async keepPicture(hash, bytes) {
      const present = await files.read(pathOf(hash));
      // A crash between making a file and filling it leaves an empty one.
      if (present?.size !== bytes.length) await files.write(pathOf(hash), bytes);
    },
    removePicture: (hash) => files.remove(pathOf(hash)),
    pictures: async () => (await files.list(originals)).map(({ path }) => path.slice(path.lastIndexOf('/') + 1)),
    decoded: (dataset, form) => files.read(`${folderOf(dataset)}/${form}`),
    async keepDecoded(dataset, form, content) {
      const path = `${folderOf(dataset)}/${form}`;
      await files.write(path, content);
      for (const other of await files.list(folderOf(dataset))) if (other.path !== path) await files.remove(other.path);
    },
    removeDecoded: (dataset) => files.remove(folderOf(dataset)),
  };
}
