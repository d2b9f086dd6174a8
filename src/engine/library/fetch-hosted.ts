/** Fetches a hosted data set's files, or says why it cannot be had. */
import { StrideError } from '#base/errors.ts';
import { formatBytes } from '#base/format.ts';
import { type HostedDataset, hostedDatasets } from '#data/hosted-datasets.ts';
import type { ImportDownload, SourceEntry } from '#protocol/library.ts';

/** Gives the file at an address. `onReceived` hears of every piece, in bytes. Rejects with a `FetchFault` or what `fetch` throws. */
export type FetchFile = (url: string, signal: AbortSignal, onReceived: (bytes: number) => void) => Promise<Blob>;

/** A reason that can be read as the end of a sentence. */
class FetchFault extends Error {}

const millisecondsBetweenReports = 200;

export async function fetchFile(url: string, signal: AbortSignal, onReceived: (bytes: number) => void): Promise<Blob> {
  const response = await fetch(url, { signal, credentials: 'omit' });
  if (!response.ok) throw new FetchFault(`the server answered ${response.status}`);
  const reader = response.body?.getReader();
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
    if (done) break;
    pieces.push(value);
    onReceived(value.length);
  }
  return new Blob(pieces, { type: response.headers.get('content-type') ?? '' });
}

/** Throws a `StrideError` with code `dataset-unknown`. */
export function hostedDataset(id: string): HostedDataset {
  const found = hostedDatasets.find((each) => each.id === id);
  if (found) return found;
  throw new StrideError({
    code: 'dataset-unknown',
    message: `There is no hosted data set “${id}”. Known are: ${hostedDatasets.map((each) => each.id).join(', ')}.`,
    remedy: 'Choose one of the list.',
  });
}

/**
 * The files, one after the other; fewer where `signal` ended it. `report` hears of the bytes a few times a second. Throws
 * a `StrideError` with code `offline` that names the data set, the server and the reason.
 */
export async function fetchHosted(
  hosted: HostedDataset,
  fetcher: FetchFile,
  signal: AbortSignal,
  report: (download: Omit<ImportDownload, 'job'>) => void,
): Promise<SourceEntry[]> {
  const entries: SourceEntry[] = [];
  const count = countBytes(hosted.bytes, report);
  for (const { path, url } of hosted.files) {
    try {
      const file = await fetcher(url, signal, count.add);
      await checkGzip(file);
      entries.push({ path, file });
    } catch (thrown) {
      if (signal.aborted) return entries;
      throw new StrideError({
        code: 'offline',
        message: `${hosted.name} could not be fetched from ${new URL(url).host}: ${reasonOf(thrown, count.received())}.`,
        remedy: `It needs the network (${formatBytes(hosted.bytes)}). Connect and try again, or use MNIST, which is part of Stride.`,
        cause: thrown,
      });
    }
  }
  return entries;
}

function countBytes(total: number, report: (download: Omit<ImportDownload, 'job'>) => void) {
  const started = performance.now();
  let received = 0;
  let reportedAt = Number.NEGATIVE_INFINITY;
  return {
    received: () => received,
    add: (bytes: number) => {
      received += bytes;
      const now = performance.now();
      if (now - reportedAt < millisecondsBetweenReports && received < total) return;
      reportedAt = now;
      report({ received, total, millisecondsLeft: (Math.max(0, total - received) * (now - started)) / received });
    },
  };
}

/** Throws a `FetchFault` for what is no gzip file: a page to sign in on a foreign network, for one. */
async function checkGzip(file: Blob): Promise<void> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  if (first === 0x1f && second === 0x8b) return;
  const begin = await file.slice(0, 64).text();
  const isPage = /^text\/html/i.test(file.type) || /^\s*<(!doctype html|html|head)/i.test(begin);
  throw new FetchFault(
    isPage ? 'it answered with a web page in place of the file' : 'what it sent is not the file that was asked for',
  );
}

/** The browser's own words for a failed request say nothing to a person. */
function reasonOf(thrown: unknown, received: number): string {
  if (thrown instanceof FetchFault) return thrown.message;
  return received > 0 ? `the connection was lost after ${formatBytes(received)}` : 'the server could not be reached';
}
