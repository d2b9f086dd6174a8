/** The picture library, as an object of the protocol's interface. `expose.ts` turns what its calls throw into `EngineFault`s. */
import { StrideError } from '#base/errors.ts';
import { fitPicture } from '#data/fit-picture.ts';
import { parsePictureSettings, parseSplitPlan } from '#data/library/dataset-record.ts';
import { hexOf } from '#data/library/hex.ts';
import type { PictureSettings } from '#data/picture-settings.ts';
import { pictureOf } from '#data/rgba.ts';
import { safeText } from '#data/safe-name.ts';
import type { ImportLine, LibraryEvent, WorkerLibrary } from '#protocol/library.ts';
import { datasetFiles } from '#storage/dataset-files.ts';
import { datasetRepository } from '#storage/dataset-repository.ts';
import type { FileStore } from '#storage/file-store.ts';
import type { RecordStore } from '#storage/record-store.ts';
import { handOver } from '../hand-over.ts';
import { describeDataset, sampleColumns } from './describe-dataset.ts';
import * as edits from './edit-dataset.ts';
import { type FetchFile, fetchFile } from './fetch-hosted.ts';
import { Gate } from './gate.ts';
import { LibraryDatasets } from './library-datasets.ts';
import type { LibraryHost, PictureCodec } from './library-host.ts';
import { LibraryImports } from './library-imports.ts';
import type { LibraryDataset } from './open-dataset.ts';
import { refusedValue } from './refused-value.ts';

export interface LibraryOptions {
  readonly records: RecordStore;
  readonly files: FileStore;
  readonly codec: PictureCodec;
  /** By `fetch` where absent. */
  readonly fetchFile?: FetchFile;
}

const thumbnailsInFlight = 4;

export function createLibrary({
  records,
  files,
  codec,
  fetchFile: fetcher = fetchFile,
}: LibraryOptions): WorkerLibrary {
  let listener: (event: LibraryEvent) => void = () => undefined;
  const host: LibraryHost = {
    repository: datasetRepository(records),
    pictures: datasetFiles(files),
    files,
    codec,
    emit: (event) => listener(event),
  };
  const datasets = new LibraryDatasets(host);
  const imports = new LibraryImports(host, datasets, fetcher);
  const drawing = new Gate(thumbnailsInFlight);

  async function changed(id: string, change: (dataset: LibraryDataset) => void): Promise<void> {
    const dataset = await datasets.open(id);
    change(dataset);
    await dataset.save();
    host.emit({ type: 'dataset-changed', dataset: id });
  }

  async function original(id: string, sample: number): Promise<Blob> {
    const { table } = await datasets.open(id);
    const file = table.hasSample(sample) ? await host.pictures.picture(hexOf(table.hash(sample))) : undefined;
    if (file) return file;
    throw new StrideError({
      code: 'sample-unknown',
      message: `The picture of sample ${sample} is not there.`,
      remedy: 'It was deleted, or the browser cleared its storage; add it again.',
    });
  }

  async function lines(id: string): Promise<readonly ImportLine[]> {
    return (await host.repository.lines(id)) as readonly ImportLine[];
  }

  function settingsOf(value: unknown): PictureSettings {
    const parsed = parsePictureSettings(value);
    if (!parsed.ok) throw refusedValue('The settings of the pictures', parsed.fault);
    return parsed.value;
  }

  return {
    listen: async (heard) => {
      listener = heard;
    },
    takeCharge: () => datasets.takeCharge(),
    listDatasets: () => datasets.list(),
    createDataset: (name, settings) => datasets.create(name, settings),
    renameDataset: async (id, name) => {
      await changed(id, (dataset) => dataset.update({ name: safeText(name, 'Data set') }));
      host.emit({ type: 'datasets-changed' });
    },
    deleteDataset: (id) => datasets.setDeleted(id, true),
    restoreDataset: (id) => datasets.setDeleted(id, false),
    purgeDataset: (id) => datasets.purge(id),
    describe: async (id) => {
      const all = await lines(id);
      const skippedCount = all.filter(({ kind }) => kind === 'skipped').length;
      return describeDataset(await datasets.open(id), { skippedCount, noteCount: all.length - skippedCount });
    },

    offerFiles: async (job, entries) => imports.offerFiles(job, entries),
    importFiles: (request) => imports.importFiles(request),
    importHosted: (request) => imports.importHosted(request),
    cancelImport: async (job) => imports.cancel(job),
    addFrame: async (id, className, frame) =>
      imports.addFrame(id, className, frame instanceof Blob ? frame : await codec.encode(frame)),
    skipped: async (id, most) => (await lines(id)).slice(most === undefined ? 0 : -most),
    clearSkipped: async (id) => {
      await host.repository.clearLines(id);
      host.emit({ type: 'dataset-changed', dataset: id });
    },

    samples: async (id) => {
      const columns = sampleColumns(await datasets.open(id));
      const { names, ...numbers } = columns;
      return handOver(
        columns,
        [...Object.values(numbers), names.ends].map(({ buffer }) => buffer),
      );
    },
    sampleHash: async (id, sample) => hexOf((await datasets.open(id)).table.hash(sample)),
    picture: original,
    thumbnails: async (id, samples, size) => {
      const { table } = await datasets.open(id);
      const { widths, heights } = table.columns();
      const draw = async (sample: number) => {
        const [width, height] = [widths[sample] ?? 1, heights[sample] ?? 1];
        const scale = Math.min(1, size / Math.max(width, height));
        const side = (length: number) => Math.max(1, Math.round(length * scale));
        return codec.draw(await original(id, sample), side(width), side(height));
      };
      const drawn = await Promise.all(samples.map((sample) => drawing.run(1, () => draw(sample)).catch(() => null)));
      return handOver(
        drawn,
        drawn.filter((bitmap) => bitmap !== null),
      );
    },
    preview: async (id, sample, settings) => {
      const checked = settingsOf(settings);
      const { width, height, channels } = checked;
      const pixels = fitPicture(await codec.decode(await original(id, sample)), checked);
      const picture = pictureOf(pixels, width, height, channels);
      return handOver(picture, [picture.rgba.buffer]);
    },
    duplicates: async (id) => {
      const { table } = await datasets.open(id);
      return table.duplicates().map((samples) => ({
        samples,
        isAcrossClasses: new Set(samples.map((sample) => table.classId(sample))).size > 1,
      }));
    },

    setSettings: (id, settings) => changed(id, (dataset) => dataset.update({ settings: settingsOf(settings) })),

    addClass: (id, name) => changed(id, (dataset) => edits.addClass(dataset, name)),
    renameClass: (id, index, name) => changed(id, (dataset) => edits.renameClass(dataset, index, name)),
    mergeClasses: (id, indices, into) => changed(id, (dataset) => edits.mergeClasses(dataset, indices, into)),
    reorderClasses: (id, order) => changed(id, (dataset) => edits.reorderClasses(dataset, order)),
    deleteClass: (id, index) => changed(id, (dataset) => edits.deleteClass(dataset, index)),
    moveSamples: (id, samples, index) => changed(id, (dataset) => edits.moveSamples(dataset, samples, index)),
    deleteSamples: (id, samples) => changed(id, (dataset) => edits.deleteSamples(dataset, samples)),
    setSplit: (id, samples, split) => changed(id, (dataset) => edits.setSplit(dataset, samples, split)),
    assignSplits: (id, plan) =>
      changed(id, (dataset) => {
        const parsed = parseSplitPlan(plan);
        if (!parsed.ok) throw refusedValue('The plan of the splits', parsed.fault);
        edits.assignSplitsBy(dataset, parsed.value);
      }),
    undoEdit: async (id) => {
      let label: string | null = null;
      await changed(id, (dataset) => {
        label = dataset.undo();
      });
      return label;
    },

    exportZip: async (id) => {
      const { exportDataset } = await import('./export-dataset.ts');
      return exportDataset(await datasets.open(id), host);
    },

    storageReport: async () => {
      const [{ usage = 0, quota = 0 }, isPersistent] = await Promise.all([
        navigator.storage.estimate(),
        navigator.storage.persisted(),
      ]);
      return { used: usage, left: Math.max(0, quota - usage), isPersistent };
    },
  };
}
