/** Samples fetched a page at a time, each page once, kept while the screen is open. No React. */
import type { DatasetInfo, SamplePixels } from '#protocol/dataset.ts';
import type { EngineFault, Picture } from '#protocol/engine.ts';
import { faultOf } from '#state/engine-events.ts';
import { samplePicture } from '../pixels/sample-picture.ts';

export interface Sample {
  readonly picture: Picture;
  readonly label: number;
}

export interface SamplePages {
  /** Rises with every page that arrives or fails. */
  version(): number;
  subscribe(listener: () => void): () => void;
  /** The sample, or null while its page is under way; asks for the page. */
  sample(index: number): Sample | null;
  /** The samples of this class in order, as far as pages are there; null until all are. Asks for every page. */
  indicesOf(label: number): readonly number[] | null;
  /** Why a page did not come; null where none failed. */
  fault(): EngineFault | null;
  /** Asks again for what did not come. */
  retry(): void;
}

const pageSize = 250;

export function createSamplePages(
  { sampleCount, sampleShape }: Pick<DatasetInfo, 'sampleCount' | 'sampleShape'>,
  fetchSamples: (indices: readonly number[]) => Promise<SamplePixels>,
): SamplePages {
  const sampleBytes = sampleShape[0] * sampleShape[1] * sampleShape[2];
  const pageCount = Math.ceil(sampleCount / pageSize);
  const pages = new Map<number, SamplePixels>();
  const requested = new Set<number>();
  const pictures = new Map<number, Sample>();
  const byLabel = new Map<number, readonly number[]>();
  const listeners = new Set<() => void>();
  let version = 0;
  let fault: EngineFault | null = null;

  const changed = () => {
    version++;
    for (const listener of listeners) listener();
  };
  const request = (page: number) => {
    if (requested.has(page) || fault !== null) return;
    requested.add(page);
    const first = page * pageSize;
    const length = Math.min(pageSize, sampleCount - first);
    fetchSamples(Array.from({ length }, (_, place) => first + place)).then(
      (samples) => {
        pages.set(page, samples);
        changed();
      },
      (thrown: unknown) => {
        requested.delete(page);
        fault = faultOf(thrown);
        changed();
      },
    );
  };

  return {
    version: () => version,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    sample(index) {
      const known = pictures.get(index);
      if (known) return known;
      const page = Math.floor(index / pageSize);
      const samples = pages.get(page);
      if (!samples) {
        request(page);
        return null;
      }
      const place = index - page * pageSize;
      const bytes = samples.pixels.subarray(place * sampleBytes, (place + 1) * sampleBytes);
      const sample = { picture: samplePicture(bytes, sampleShape), label: samples.labels[place] ?? 0 };
      pictures.set(index, sample);
      return sample;
    },
    indicesOf(label) {
      const known = byLabel.get(label);
      if (known) return known;
      for (let page = 0; page < pageCount; page++) request(page);
      if (pages.size < pageCount) return null;
      const indices: number[] = [];
      for (let page = 0; page < pageCount; page++) {
        for (const [place, found] of pages.get(page)?.labels.entries() ?? []) {
          if (found === label) indices.push(page * pageSize + place);
        }
      }
      byLabel.set(label, indices);
      return indices;
    },
    fault: () => fault,
    retry() {
      fault = null;
      changed();
    },
  };
}
