import { StrideError } from '#base/errors.ts';
import type { EngineEvent } from '#protocol/engine.ts';
import type { WeightsSettings } from '#protocol/weights.ts';
import type { FileStore } from '#storage/file-store.ts';
import type { HostedFile } from '#zoo/weights/hosted-file.ts';
import { addressesOf, mirrorBase } from './addresses.ts';
import { hasHash } from './digest.ts';
import { download, type Network } from './download.ts';
import { cancelled, nowhere, truncated, wrongHash } from './download-faults.ts';
import { downloadReports } from './download-reports.ts';
import type { FetchedFile, FetchOptions, HostedFiles } from './hosted-files.ts';
import { keptFiles, removeKept } from './kept-files.ts';
import { weightsFolder } from './kept-record.ts';
import { Landing } from './landing.ts';

export interface HostedFilesParts {
  readonly files?: FileStore;
  emit(event: EngineEvent): void;
  readonly network?: Network;
  /** Milliseconds of a clock that only goes forward. */
  now?(): number;
}

const browserNetwork: Network = {
  fetch: (url, init) => fetch(url, init),
  isOffline: () => !navigator.onLine,
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

const sliceBytes = 8_000_000;

export function createHostedFiles({
  files,
  emit,
  network = browserNetwork,
  now = () => performance.now(),
}: HostedFilesParts): HostedFiles {
  let settings: WeightsSettings = { mirror: null, halfPrecision: false };
  const underWay = new Map<string, Promise<unknown>>();
  const stops = new Map<string, Set<AbortController>>();

  async function fetchFrom(url: string, file: HostedFile, landing: Landing, job: string, signal: AbortSignal) {
    const { host } = new URL(url);
    const reports = downloadReports(now, { file: file.name, host }, (progress) =>
      emit({ type: 'download', job, progress }),
    );
    try {
      await download({
        file,
        url,
        landing,
        network,
        signal,
        onProgress: reports.note,
        onResume: (done) => emit({ type: 'download-resumed', job, done }),
      });
    } finally {
      reports.end();
    }
    const content = await landing.content();
    try {
      await check(content, file, host);
    } catch (thrown) {
      await landing.startOver();
      throw thrown;
    }
    await landing.complete();
    if (landing.notKept !== null) emit({ type: 'download-not-kept', job, reason: landing.notKept });
    return landing.content();
  }

  async function fetchOnce(file: HostedFile, job: string, signal: AbortSignal): Promise<FetchedFile> {
    const landing = await Landing.open(file, files);
    if (landing.isWhole) return { content: await landing.content(), host: null, bytesFetched: 0 };
    const faults: StrideError[] = [];
    for (const url of addressesOf(file, settings.mirror)) {
      if (signal.aborted) throw cancelled(file);
      try {
        const content = await fetchFrom(url, file, landing, job, signal);
        return { content, host: new URL(url).host, bytesFetched: content.size };
      } catch (thrown) {
        if (!(thrown instanceof StrideError) || thrown.code === 'cancelled') throw thrown;
        faults.push(thrown);
      }
    }
    throw nowhere(file, faults);
  }

  async function fetchFile(file: HostedFile, { job }: FetchOptions): Promise<FetchedFile> {
    const stop = new AbortController();
    const ofJob = stops.get(job) ?? new Set();
    stops.set(job, ofJob.add(stop));
    // Two jobs that want one file must not write into the same pieces: the second finds it kept.
    const before = underWay.get(file.id) ?? Promise.resolve();
    const work = before.catch(() => {}).then(() => fetchOnce(file, job, stop.signal));
    underWay.set(file.id, work);
    try {
      return await work;
    } finally {
      ofJob.delete(stop);
      if (ofJob.size === 0) stops.delete(job);
      if (underWay.get(file.id) === work) underWay.delete(file.id);
    }
  }

  async function keep(file: HostedFile, content: Blob): Promise<boolean> {
    const landing = await Landing.open(file, files);
    await landing.startOver();
    await landing.begin({ url: '', total: content.size, version: null });
    for (let at = 0; at < content.size; at += sliceBytes) {
      await landing.write(new Uint8Array(await content.slice(at, at + sliceBytes).arrayBuffer()));
    }
    await landing.flush();
    await landing.complete();
    return landing.notKept === null;
  }

  return {
    get settings() {
      return settings;
    },
    fetchFile,
    isKept: async (file) => (await Landing.open(file, files)).isWhole,
    configure: (changed) => {
      settings = { ...changed, mirror: changed.mirror === null ? null : mirrorBase(changed.mirror) };
    },
    keep,
    kept: async () => (files === undefined ? [] : keptFiles(files)),
    remove: async (id) => {
      if (files !== undefined) await removeKept(files, id);
    },
    removeAll: async () => files?.remove(weightsFolder),
    cancel: (job) => {
      for (const stop of stops.get(job) ?? []) stop.abort();
    },
  };
}

/** Throws a `StrideError` where the content cannot be the file. */
async function check(content: Blob, file: HostedFile, host: string): Promise<void> {
  const least = file.bytes ?? file.minBytes ?? 1;
  if (content.size < least) throw truncated(file, host, content.size, least);
  const isTooLong = file.bytes !== undefined && content.size > file.bytes;
  const isOther = file.hash !== undefined && !(await hasHash(content, file.hash));
  if (isTooLong || isOther) throw wrongHash(file, host);
}
