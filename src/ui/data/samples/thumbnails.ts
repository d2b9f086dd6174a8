/**
 * Thumbnails for a grid that is scrolled fast: asked for in batches when a cell comes into sight, forgotten by cells
 * that left before their turn, kept while there is room and freed with the oldest first. No React.
 */

export interface ThumbnailSource {
  /** A picture for each sample, in order; null for one that cannot be drawn. */
  fetch(samples: readonly number[]): Promise<readonly (ImageBitmap | null)[]>;
  /** How many pictures may be held. */
  readonly capacity: number;
}

export interface Thumbnails {
  /**
   * Calls `show` with the sample's picture, at once where it is held; null for one that cannot be drawn. The picture is
   * only good during the call. Gives what ends the interest.
   */
  request(sample: number, show: (picture: ImageBitmap | null) => void): () => void;
  /** Frees every picture. */
  dispose(): void;
}

const batchSize = 32;
/** One under way and one on the way keep a worker busy. */
const batchesAtOnce = 2;

type Show = (picture: ImageBitmap | null) => void;

export function createThumbnails({ fetch, capacity }: ThumbnailSource): Thumbnails {
  /** In the order of their last use. */
  const held = new Map<number, ImageBitmap | null>();
  const waiting = new Map<number, Set<Show>>();
  const asked = new Set<number>();
  let underWay = 0;
  let isScheduled = false;
  let isDisposed = false;

  const keep = (sample: number, picture: ImageBitmap | null) => {
    held.set(sample, picture);
    for (const [oldest, old] of held) {
      if (held.size <= capacity) break;
      held.delete(oldest);
      old?.close();
    }
  };

  const settle = (sample: number, picture: ImageBitmap | null) => {
    asked.delete(sample);
    for (const show of waiting.get(sample) ?? []) show(picture);
    waiting.delete(sample);
  };

  const ask = async (samples: readonly number[]) => {
    const pictures = await fetch(samples).catch(() => samples.map(() => null));
    for (const [place, sample] of samples.entries()) {
      const picture = pictures[place] ?? null;
      if (isDisposed) picture?.close();
      else {
        settle(sample, picture);
        keep(sample, picture);
      }
    }
  };

  const pump = () => {
    isScheduled = false;
    while (underWay < batchesAtOnce && !isDisposed) {
      const samples = [...waiting.keys()].filter((sample) => !asked.has(sample)).slice(-batchSize);
      if (samples.length === 0) return;
      for (const sample of samples) asked.add(sample);
      underWay++;
      void ask(samples).finally(() => {
        underWay--;
        pump();
      });
    }
  };

  return {
    request(sample, show) {
      const picture = held.get(sample);
      if (picture !== undefined) {
        held.delete(sample);
        held.set(sample, picture);
        show(picture);
        return () => undefined;
      }
      const shows = waiting.get(sample) ?? new Set<Show>();
      shows.add(show);
      waiting.set(sample, shows);
      if (!isScheduled) {
        isScheduled = true;
        // After the cells that come into sight with this one, so that they share a batch.
        queueMicrotask(pump);
      }
      return () => {
        shows.delete(show);
        if (shows.size === 0 && !asked.has(sample)) waiting.delete(sample);
      };
    },
    dispose() {
      isDisposed = true;
      for (const picture of held.values()) picture?.close();
      held.clear();
      waiting.clear();
    },
  };
}
