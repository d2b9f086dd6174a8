/** Fetches a hosted data set's files, or says why it cannot be had. */
import { messageOf, StrideError } from '#base/errors.ts';
import { formatBytes } from '#base/format.ts';
import { type HostedDataset, hostedDatasets } from '#data/hosted-datasets.ts';
import type { SourceEntry } from '#protocol/library.ts';

/** Gives the file at an address. */
export type FetchFile = (url: string, signal: AbortSignal) => Promise<Blob>;

export async function fetchFile(url: string, signal: AbortSignal): Promise<Blob> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  return response.blob();
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

/** Throws a `StrideError` with code `offline` that names the data set and the server. */
export async function fetchHosted(
  hosted: HostedDataset,
  fetcher: FetchFile,
  signal: AbortSignal,
): Promise<SourceEntry[]> {
  const entries: SourceEntry[] = [];
  for (const { path, url } of hosted.files) {
    try {
      entries.push({ path, file: await fetcher(url, signal) });
    } catch (thrown) {
      if (signal.aborted) return entries;
      throw new StrideError({
        code: 'offline',
        message: `${hosted.name} could not be fetched from ${new URL(url).host}: ${messageOf(thrown)}.`,
        remedy: `It needs the network (${formatBytes(hosted.bytes)}). Connect and try again, or use MNIST, which is part of Stride.`,
        cause: thrown,
      });
    }
  }
  return entries;
}
