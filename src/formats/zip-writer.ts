/** Writes a zip a file at a time, uncompressed, since pictures are compressed already. */
import { configure, Uint8ArrayReader, Writer, ZipWriter } from '@zip.js/zip.js';

configure({ useWebWorkers: false });

class Sink extends Writer<null> {
  readonly #put: (piece: Uint8Array) => Promise<void>;

  constructor(put: (piece: Uint8Array) => Promise<void>) {
    super();
    this.#put = put;
  }

  override async writeUint8Array(piece: Uint8Array): Promise<void> {
    await this.#put(piece.slice());
  }

  override async getData(): Promise<null> {
    return null;
  }
}

export interface ZipInput {
  /** With `/` between folders. */
  readonly path: string;
  /** A stream is written as it comes, and never lies in memory as a whole. */
  readonly bytes: Uint8Array | ReadableStream<Uint8Array>;
}

/** Hands the archive's bytes to `put`, in order, as the files come. Every path must be another. */
export async function writeZip(
  files: AsyncIterable<ZipInput>,
  put: (piece: Uint8Array) => Promise<void>,
): Promise<void> {
  // The same date for all, so that the same files give the same archive.
  const writer = new ZipWriter(new Sink(put), {
    level: 0,
    lastModDate: new Date(1980, 0, 1),
    extendedTimestamp: false,
  });
  for await (const { path, bytes } of files)
    await writer.add(path, bytes instanceof Uint8Array ? new Uint8ArrayReader(bytes) : bytes);
  await writer.close();
}
