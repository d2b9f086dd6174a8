/**
 * The files of the picture library: originals by the SHA-256 of their bytes, so that data sets share what they have in
 * common, and what was decoded from them. Who refers to an original is known from the data sets alone.
 */
import type { FileStore } from './file-store.ts';
import { type KeptPicture, PicturePacks } from './picture-packs.ts';

const originals = 'pictures';
const decoded = 'decoded';
/** Files of fewer bytes are packed. */
const smallPicture = 64 * 1024;

export interface DatasetFiles {
  picture(hash: string): Promise<Blob | undefined>;
  /** Writes nothing where the picture is there already. Rejects with `storage-full`. */
  keepPicture(picture: KeptPicture): Promise<void>;
  /** The same for many at once, small ones in one file. Where it rejects with `storage-full`, any of them may be there. */
  keepPictures(pictures: readonly KeptPicture[]): Promise<void>;
  /** @param used hashes that are still wanted: files that they share with the others stay */
  removePictures(hashes: readonly string[], used: ReadonlySet<string>): Promise<void>;
  decoded(dataset: string, form: string): Promise<Blob | undefined>;
  /** In place of every other form of this data set. */
  keepDecoded(dataset: string, form: string, content: ReadableStream<Uint8Array>): Promise<void>;
  removeDecoded(dataset: string): Promise<void>;
}

export function datasetFiles(files: FileStore): DatasetFiles {
  const pathOf = (hash: string) => `${originals}/${hash.slice(0, 2)}/${hash}`;
  const folderOf = (dataset: string) => `${decoded}/${dataset.replace(':', '-')}`;
  const packs = new PicturePacks(files);
  let looked: Promise<void> | null = null;

  async function keepPicture({ hash, bytes }: KeptPicture): Promise<void> {
    const present = await files.read(pathOf(hash));
    // A crash between making a file and filling it leaves an empty one.
    if (present?.size !== bytes.length) await files.write(pathOf(hash), bytes);
  }

  return {
    async picture(hash) {
      looked ??= packs.look();
      await looked;
      const found = packs.known(hash) ?? (await files.read(pathOf(hash)));
      if (found) return found;
      await packs.look();
      return packs.known(hash);
    },
    keepPicture,
    async keepPictures(pictures) {
      looked ??= packs.look();
      await looked;
      const isSmall = ({ bytes }: KeptPicture) => bytes.length < smallPicture;
      for (const picture of pictures) if (!isSmall(picture)) await keepPicture(picture);
      await packs.write(pictures.filter(isSmall));
    },
    async removePictures(hashes, used) {
      const gone = new Set(hashes.filter((hash) => !used.has(hash)));
      for (const { path } of await files.list(originals)) {
        if (gone.has(path.slice(path.lastIndexOf('/') + 1))) await files.remove(path);
      }
      await packs.removeUnused(hashes, used);
    },
    decoded: (dataset, form) => files.read(`${folderOf(dataset)}/${form}`),
    async keepDecoded(dataset, form, content) {
      const path = `${folderOf(dataset)}/${form}`;
      await files.write(path, content);
      for (const other of await files.list(folderOf(dataset))) if (other.path !== path) await files.remove(other.path);
    },
    removeDecoded: (dataset) => files.remove(folderOf(dataset)),
  };
}
