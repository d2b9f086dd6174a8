/**
 * Where the bytes of one download land: in pieces on the disk, so that a download that breaks off can go on; or in
 * memory, where the disk is full or the browser refuses it, so that the file can at least be used.
 */
import { messageOf } from '#base/errors.ts';
import type { FileStore } from '#storage/file-store.ts';
import type { HostedFile } from '#zoo/weights/hosted-file.ts';
import { folderOf, type KeptRecord, piecePath, readPieces, readRecord, writeRecord } from './kept-record.ts';

const pieceBytes = 8_000_000;

export class Landing {
  readonly #file: HostedFile;
  #files: FileStore | null;
  #record: KeptRecord | null = null;
  #pieces: Blob[] = [];
  #pending: Uint8Array<ArrayBuffer>[] = [];
  #pendingBytes = 0;
  #received = 0;
  #notKept: string | null = null;

  private constructor(file: HostedFile, files: FileStore | undefined) {
    this.#file = file;
    this.#files = files ?? null;
    if (files === undefined) this.#notKept = 'This browser lets Stride keep no files.';
  }

  /** Finds what an earlier download of the file left. */
  static async open(file: HostedFile, files: FileStore | undefined): Promise<Landing> {
    const landing = new Landing(file, files);
    await landing.#trying(async (disk) => {
      const record = await readRecord(disk, file.id);
      if (record === null) return;
      landing.#record = record;
      landing.#pieces = [...(await readPieces(disk, file.id))];
      landing.#received = landing.#pieces.reduce((sum, { size }) => sum + size, 0);
    });
    return landing;
  }

  get received(): number {
    return this.#received;
  }

  get record(): KeptRecord | null {
    return this.#record;
  }

  /** Whether the whole file lies on the disk. */
  get isWhole(): boolean {
    return this.#record?.isComplete === true && this.#record.total === this.#received;
  }

  /** Why the file will not be there next time; null where it will. */
  get notKept(): string | null {
    return this.#notKept;
  }

  /** Says where the bytes that follow come from, how many there are in all, and of which version of the file. */
  async begin(source: Pick<KeptRecord, 'url' | 'total' | 'version'>): Promise<void> {
    const { id, name, licence, partOf = null } = this.#file;
    this.#record = { id, name, licence, partOf, ...source, isComplete: false, time: Date.now() };
    const record = this.#record;
    await this.#trying((disk) => writeRecord(disk, record));
  }

  async write(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    this.#pending.push(bytes);
    this.#pendingBytes += bytes.length;
    this.#received += bytes.length;
    if (this.#pendingBytes >= pieceBytes) await this.flush();
  }

  /** Writes down what has come since the last piece. */
  async flush(): Promise<void> {
    if (this.#pendingBytes === 0) return;
    const piece = new Blob(this.#pending);
    const index = this.#pieces.length;
    this.#pieces.push(piece);
    this.#pending = [];
    this.#pendingBytes = 0;
    await this.#trying(async (disk) => {
      const path = piecePath(this.#file.id, index);
      await disk.write(path, piece);
      this.#pieces[index] = (await disk.read(path)) ?? piece;
    });
  }

  async content(): Promise<Blob> {
    await this.flush();
    return new Blob(this.#pieces);
  }

  /** The file is whole and checked. */
  async complete(): Promise<void> {
    const record = this.#record;
    if (record === null) return;
    this.#record = { ...record, total: this.#received, isComplete: true, time: Date.now() };
    const complete = this.#record;
    await this.#trying((disk) => writeRecord(disk, complete));
  }

  /** Forgets every byte, here and on the disk. */
  async startOver(): Promise<void> {
    this.#pieces = [];
    this.#pending = [];
    this.#pendingBytes = 0;
    this.#received = 0;
    this.#record = null;
    await this.#trying((disk) => disk.remove(folderOf(this.#file.id)));
  }

  /** Where the disk does not take a file, all that lies there of it comes into memory and the disk is left alone. */
  async #trying(work: (disk: FileStore) => Promise<void>): Promise<void> {
    const disk = this.#files;
    if (disk === null) return;
    try {
      await work(disk);
    } catch (thrown) {
      this.#files = null;
      this.#notKept = messageOf(thrown);
      this.#pieces = await Promise.all(this.#pieces.map(async (piece) => new Blob([await piece.arrayBuffer()])));
      await disk.remove(folderOf(this.#file.id)).catch(() => {});
    }
  }
}
