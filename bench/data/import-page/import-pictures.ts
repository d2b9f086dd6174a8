/** In the page: makes pictures, imports them into a library of its own worker, and says how fast that went. */
import * as Comlink from 'comlink';
import { encodePng } from '#formats/image-encode-png.ts';
import type { LibraryEvent, SourceEntry, WorkerLibrary } from '#protocol/library.ts';

export interface ImportCase {
  readonly kind: 'png-28' | 'jpeg-640';
  readonly count: number;
}

export interface ImportFigures {
  readonly imagesPerSecond: number;
  readonly added: number;
  readonly bytes: number;
}

const worker = new Worker(new URL('../../../src/engine/library/worker.ts', import.meta.url), { type: 'module' });
const library = Comlink.wrap<WorkerLibrary>(worker);

function smallPicture(number: number): Blob {
  const pixels = Uint8Array.from({ length: 28 * 28 }, (_, place) => (place * (number + 3)) >> 3);
  pixels.set([number, number >> 8, number >> 16]);
  return new Blob([new Uint8Array(encodePng(pixels, 28, 28, 1))]);
}

async function photo(number: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(640, 480);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('A canvas gives a 2d context.');
  for (let shape = 0; shape < 60; shape++) {
    context.fillStyle = `hsl(${(shape * 47 + number) % 360} 60% ${20 + ((shape * 13) % 60)}%)`;
    context.fillRect((shape * 97 + number * 7) % 600, (shape * 61 + number * 3) % 440, 90, 70);
  }
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 });
}

async function measureImport({ kind, count }: ImportCase): Promise<ImportFigures> {
  const entries: SourceEntry[] = [];
  for (let number = 0; number < count; number++) {
    const file = kind === 'png-28' ? smallPicture(number) : await photo(number);
    entries.push({ path: `class ${number % 10}/${number}.${kind === 'png-28' ? 'png' : 'jpg'}`, file });
  }
  const { id } = await library.createDataset(`${kind} ${count}`);
  let bytes = 0;
  await library.listen(
    Comlink.proxy((event: LibraryEvent) => {
      if (event.type === 'import-progress') bytes = event.progress.bytes;
    }),
  );
  const outcome = await library.importFiles({ job: 'bench', dataset: id, entries });
  await library.purgeDataset(id);
  return {
    imagesPerSecond: (outcome.added * 1000) / outcome.milliseconds,
    added: outcome.added,
    bytes,
  };
}

Object.assign(window, { measureImport });
