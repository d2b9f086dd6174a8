/** A picture library that keeps nothing and does as a test says. */
import type { LibraryEvent, PictureLibrary } from '#protocol/library.ts';
import { refusing } from './fake-engine.ts';

export interface FakeLibrary extends PictureLibrary {
  /** Says something to whoever listens. */
  emit(event: LibraryEvent): void;
}

export function fakeLibrary(parts: Partial<PictureLibrary> = {}): FakeLibrary {
  let listener: (event: LibraryEvent) => void = () => {};
  const known: Partial<FakeLibrary> = {
    listen: async (heard) => {
      listener = heard;
    },
    takeCharge: async () => {},
    listDatasets: async () => [],
    storageReport: async () => ({ used: 0, left: 1e9, isPersistent: false }),
    ...parts,
    emit: (event) => listener(event),
  };
  return Object.assign(Object.create(refusing<FakeLibrary>()), known);
}
