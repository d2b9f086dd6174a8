/**
 * Room that an import holds free while it runs: where the disk runs full, what came in must still be written down, and so
 * must the list of what did not.
 */
import type { FileStore } from '#storage/file-store.ts';

export const reserveFolder = 'reserve';
const bytes = 512 * 1024;

const pathOf = (job: string) => `${reserveFolder}/${job}`;

/** Does nothing where there is no room for it. */
export async function holdReserve(files: FileStore, job: string): Promise<void> {
  await files.write(pathOf(job), new Uint8Array(bytes)).catch(() => undefined);
}

export async function freeReserve(files: FileStore, job: string): Promise<void> {
  await files.remove(pathOf(job)).catch(() => undefined);
}
