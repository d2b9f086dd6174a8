/** Files in memory, for tests. `capacity` in bytes makes it run full as a disk does. */
import { StrideError } from '#base/errors.ts';
import type { FileStore } from '../file-store.ts';

export function memoryFiles(capacity = Number.POSITIVE_INFINITY): FileStore {
  const files = new Map<string, Blob>();
  return {
    read: async (path) => files.get(path),
    write: async (path, content) => {
      const blob = await new Response(content instanceof Uint8Array ? new Uint8Array(content) : content).blob();
      let used = blob.size;
      for (const [other, { size }] of files) if (other !== path) used += size;
      if (used > capacity) throw new StrideError({ code: 'storage-full', message: 'The test disk is full.' });
      files.set(path, blob);
    },
    remove: async (path) => {
      for (const other of [...files.keys()]) if (other === path || other.startsWith(`${path}/`)) files.delete(other);
    },
    list: async (folder) =>
      [...files].filter(([path]) => path.startsWith(`${folder}/`)).map(([path, { size }]) => ({ path, size })),
  };
}
