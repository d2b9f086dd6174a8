/** The data sets that there are: opened at their first use, made, renamed, deleted, and at last purged with their files. */
import { type DatasetRecord, datasetVersion, parsePictureSettings } from '#data/library/dataset-record.ts';
import { hexOf } from '#data/library/hex.ts';
import { defaultPictureSettings, type PictureSettings } from '#data/picture-settings.ts';
import { safeText } from '#data/safe-name.ts';
import type { DatasetSummary } from '#protocol/library.ts';
import { summaryOf } from './describe-dataset.ts';
import { exportsFolder } from './exports-folder.ts';
import { reserveFolder } from './import/reserve.ts';
import type { LibraryHost } from './library-host.ts';
import { LibraryDataset } from './open-dataset.ts';
import { refusedValue } from './refused-value.ts';

export class LibraryDatasets {
  readonly #host: LibraryHost;
  readonly #open = new Map<string, Promise<LibraryDataset>>();
  /** Of those deleted since this library was made: they can be restored. */
  readonly #deletedNow = new Set<string>();

  constructor(host: LibraryHost) {
    this.#host = host;
  }

  /** Rejects with `dataset-unknown`. A failed opening may be tried again. */
  open(id: string): Promise<LibraryDataset> {
    let opening = this.#open.get(id);
    if (opening === undefined) {
      opening = LibraryDataset.open(this.#host.repository, id);
      this.#open.set(id, opening);
      opening.catch(() => this.#open.delete(id));
    }
    return opening;
  }

  async list(): Promise<readonly DatasetSummary[]> {
    const records = await this.#host.repository.list();
    return records
      .filter((record) => !this.#isPast(record))
      .sort((one, other) => other.createdAt - one.createdAt)
      .map(summaryOf);
  }

  async create(name: string, settings: Partial<PictureSettings> = {}): Promise<DatasetSummary> {
    const parsed = parsePictureSettings({ ...defaultPictureSettings, ...settings });
    if (!parsed.ok) throw refusedValue('The settings of the pictures', parsed.fault);
    const dataset = new LibraryDataset(this.#host.repository, {
      version: datasetVersion,
      id: `library:${crypto.randomUUID()}`,
      name: safeText(name, 'Data set'),
      createdAt: Date.now(),
      deletedAt: null,
      classes: [],
      nextClassId: 0,
      settings: parsed.value,
      splitPlan: null,
      sampleCount: 0,
      bytes: 0,
    });
    await dataset.save();
    this.#open.set(dataset.record.id, Promise.resolve(dataset));
    this.#host.emit({ type: 'datasets-changed' });
    return summaryOf(dataset.record);
  }

  async setDeleted(id: string, isDeleted: boolean): Promise<void> {
    const dataset = await this.open(id);
    dataset.update({ deletedAt: isDeleted ? Date.now() : null });
    if (isDeleted) this.#deletedNow.add(id);
    else this.#deletedNow.delete(id);
    await dataset.save();
    this.#host.emit({ type: 'datasets-changed' });
  }

  async purge(id: string): Promise<void> {
    const { repository, pictures } = this.#host;
    const own = await this.#hashesOf(id);
    const used = new Set<string>();
    for (const { id: other } of await repository.list()) {
      if (other === id || own.length === 0) continue;
      for (const hash of await this.#hashesOf(other)) used.add(hash);
    }
    await pictures.removePictures(own, used);
    await pictures.removeDecoded(id);
    await repository.remove(id);
    this.#open.delete(id);
    this.#deletedNow.delete(id);
    this.#host.emit({ type: 'datasets-changed' });
  }

  /** Hashes of every sample, also of deleted ones, which an undo may bring back. */
  async #hashesOf(id: string): Promise<string[]> {
    const { table } = await this.open(id).catch(() => ({ table: null }));
    return table === null ? [] : Array.from({ length: table.length }, (_, sample) => hexOf(table.hash(sample)));
  }

  /** What an earlier visit deleted is past restoring. */
  #isPast({ id, deletedAt }: DatasetRecord): boolean {
    return deletedAt !== null && !this.#deletedNow.has(id);
  }

  /** Reads everything anew, and deletes for good what earlier visits deleted. */
  async takeCharge(): Promise<void> {
    this.#open.clear();
    const past = (await this.#host.repository.list()).filter((record) => this.#isPast(record));
    for (const folder of [exportsFolder, reserveFolder]) await this.#host.files.remove(folder);
    for (const { id } of past) await this.purge(id);
  }
}
