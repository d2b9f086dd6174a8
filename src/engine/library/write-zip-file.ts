/** A zip that is put together in a file, to be handed to the person, so that it never lies in memory as a whole. */
import { writeZip, type ZipInput } from '#formats/zip-writer.ts';
import type { FileStore } from '#storage/file-store.ts';
import { exportsFolder } from './exports-folder.ts';

/**
 * Rejects with `storage-full`, and with what `contents` or `onWrite` throws; then no file is left behind. `onWrite` hears the
 * length of every piece.
 */
export async function writeZipFile(
  files: FileStore,
  name: string,
  contents: AsyncIterable<ZipInput>,
  onWrite: (length: number) => void = () => undefined,
): Promise<Blob> {
  const path = `${exportsFolder}/${name}`;
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const written = files.write(path, readable);
  const sink = writable.getWriter();
  const put = async (piece: Uint8Array) => {
    onWrite(piece.length);
    await sink.write(piece);
  };
  try {
    await Promise.race([writeZip(contents, put), written.then(() => undefined)]);
    await sink.close();
  } catch (thrown) {
    await sink.abort(thrown).catch(() => undefined);
    await written.catch(() => undefined);
    throw thrown;
  }
  await written;
  const file = await files.read(path);
  return new Blob(file ? [file] : [], { type: 'application/zip' });
}
