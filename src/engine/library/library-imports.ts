/** Imports under way. What reads archives and tables is loaded at the first of them. */
import { StrideError } from '#base/errors.ts';
import { hexOf } from '#data/library/hex.ts';
import { safeText } from '#data/safe-name.ts';
import { splitIndex } from '#data/split-names.ts';
import type { ImportDownload, ImportOutcome, ImportRequest, SourceEntry } from '#protocol/library.ts';
import { type FetchFile, fetchHosted, hostedDataset } from './fetch-hosted.ts';
import { Gate } from './gate.ts';
import type { ImportRun } from './import/import-run.ts';
import type { PlanOptions } from './import/plan-import.ts';
import type { LibraryDatasets } from './library-datasets.ts';
import type { LibraryHost } from './library-host.ts';

interface Job {
  readonly abort: AbortController;
  run: ImportRun | null;
}

export class LibraryImports {
  readonly #host: LibraryHost;
  readonly #datasets: LibraryDatasets;
  readonly #fetchFile: FetchFile;
  readonly #jobs = new Map<string, Job>();
  /** Files of imports that have not begun yet. */
  readonly #offered = new Map<string, SourceEntry[]>();
  readonly #frameGate = new Gate(1);

  constructor(host: LibraryHost, datasets: LibraryDatasets, fetchFile: FetchFile) {
    this.#host = host;
    this.#datasets = datasets;
    this.#fetchFile = fetchFile;
  }

  offerFiles(job: string, entries: readonly SourceEntry[]): void {
    const offered = this.#offered.get(job) ?? [];
    for (const entry of entries) offered.push(entry);
    this.#offered.set(job, offered);
  }

  importFiles({ job, dataset, entries, className, split }: ImportRequest): Promise<ImportOutcome> {
    const options: PlanOptions = {
      ...(className !== undefined && { className: safeText(className, 'Unnamed') }),
      ...(split !== undefined && { split }),
    };
    const all = [...(this.#offered.get(job) ?? []), ...entries];
    this.#offered.delete(job);
    return this.#run(job, dataset, async () => all, options);
  }

  importHosted({ job, dataset, hosted }: { job: string; dataset: string; hosted: string }): Promise<ImportOutcome> {
    const found = hostedDataset(hosted);
    const report = (download: Omit<ImportDownload, 'job'>) =>
      this.#host.emit({ type: 'import-download', download: { job, ...download } });
    const fetched = (signal: AbortSignal) => fetchHosted(found, this.#fetchFile, signal, report);
    return this.#run(job, dataset, fetched, { labelNames: found.classNames });
  }

  cancel(job: string): void {
    this.#offered.delete(job);
    const found = this.#jobs.get(job);
    found?.abort.abort();
    found?.run?.cancel();
  }

  async #run(
    name: string,
    id: string,
    entriesOf: (signal: AbortSignal) => Promise<readonly SourceEntry[]>,
    options: PlanOptions,
  ): Promise<ImportOutcome> {
    if (this.#jobs.has(name)) {
      throw new StrideError({
        code: 'import-under-way',
        message: `An import “${name}” is under way already.`,
        remedy: 'Wait until it has ended, or cancel it.',
      });
    }
    const job: Job = { abort: new AbortController(), run: null };
    this.#jobs.set(name, job);
    const { signal } = job.abort;
    try {
      const dataset = await this.#datasets.open(id);
      // First, so that it is what is fetched that is said to be out of reach, and not what reads it.
      const entries = await entriesOf(signal);
      const [{ openSources }, { planImport }, { ImportRun }] = await Promise.all([
        import('./import/open-sources.ts'),
        import('./import/plan-import.ts'),
        import('./import/import-run.ts'),
      ]);
      const run = new ImportRun(this.#host, dataset, name);
      job.run = run;
      if (signal.aborted) run.cancel();
      const sources = await openSources(entries, () => run.isCancelled);
      run.note(sources.lines);
      for (const group of sources.groups) {
        if (run.isCancelled) break;
        const { candidates, lines } = await planImport(group, options);
        run.note(lines);
        await run.take(candidates);
      }
      return await run.end();
    } finally {
      this.#jobs.delete(name);
    }
  }

  /** The new sample's id; null for an exact repeat within its class. */
  async addFrame(id: string, className: string, frame: Blob): Promise<number | null> {
    const dataset = await this.#datasets.open(id);
    const { preparePicture } = await import('./import/prepare-picture.ts');
    const extension = frame.type.split('/')[1]?.replace('jpeg', 'jpg') ?? 'jpg';
    const name = `webcam-${new Date().toISOString().replace(/[:.]/g, '-')}.${extension}`;
    const file = { path: name, size: frame.size, read: async () => new Uint8Array(await frame.arrayBuffer()) };
    const prepared = await preparePicture(file, this.#host, this.#frameGate);
    if (prepared.kind !== 'kept') {
      throw new StrideError({
        code: 'frame-refused',
        message: `The frame could not be kept. ${prepared.line.reason}`,
        remedy: prepared.line.remedy,
      });
    }
    const { hash, content, note: _, kind: __, ...facts } = prepared;
    await this.#host.pictures.keepPicture({ hash: hexOf(hash), bytes: content });
    const classId = dataset.classNamed(safeText(className, 'Unnamed'));
    const isRepeat = dataset.table.withHash(hash).some((other) => dataset.table.classId(other) === classId);
    const sample = isRepeat ? null : dataset.append({ classId, split: splitIndex('training'), name, hash, ...facts });
    await dataset.save();
    this.#host.emit({ type: 'dataset-changed', dataset: id });
    return sample;
  }
}
