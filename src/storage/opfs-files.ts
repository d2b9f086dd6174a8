/** Files in the origin private file system, which no other page sees. Works in workers and on the main thread. */
import { StrideError } from '#base/errors.ts';
import type { FileStore, StoredFile } from './file-store.ts';
import { storageFull } from './storage-full.ts';

/** @param root the folder of the origin private file system that everything lies in */
export function opfsFiles(root = 'stride'): FileStore {
  let opening: Promise<FileSystemDirectoryHandle> | null = null;
  const top = () => {
    opening ??= navigator.storage.getDirectory().then((origin) => origin.getDirectoryHandle(root, { create: true }));
    opening.catch(() => {
      opening = null;
    });
    return opening;
  };

  async function folder(names: readonly string[], create: boolean): Promise<FileSystemDirectoryHandle> {
    let handle = await top();
    for (const name of names) handle = await handle.getDirectoryHandle(name, { create });
    return handle;
  }

  return {
    read: (path) =>
      guarded(async () => {
        const { folders, name } = parts(path);
        const handle = await found(async () => (await folder(folders, false)).getFileHandle(name));
        return handle?.getFile();
      }),
    write: (path, content) =>
      guarded(async () => {
        const { folders, name } = parts(path);
        const handle = await (await folder(folders, true)).getFileHandle(name, { create: true });
        // The stream writes into a file beside the old one, which takes its place when the stream is closed.
        const stream = await handle.createWritable();
        try {
          if (content instanceof ReadableStream) {
            await content.pipeTo(stream);
            return;
          }
          await stream.write(content instanceof Blob ? content : new Uint8Array(content));
          await stream.close();
        } catch (cause) {
          await stream.abort().catch(() => {});
          const isEmpty = (await handle.getFile()).size === 0;
          if (isEmpty) await (await folder(folders, false)).removeEntry(name);
          throw cause;
        }
      }),
    remove: (path) =>
      guarded(async () => {
        const { folders, name } = parts(path);
        await found(async () => (await folder(folders, false)).removeEntry(name, { recursive: true }));
      }),
    list: (path) =>
      guarded(async () => {
        const names = path.split('/').filter((name) => name !== '');
        const start = await found(() => folder(names, false));
        return start === undefined ? [] : filesBelow(start, names);
      }),
  };
}

async function filesBelow(start: FileSystemDirectoryHandle, names: readonly string[]): Promise<StoredFile[]> {
  const files: StoredFile[] = [];
  for await (const handle of start.values()) {
    const below = [...names, handle.name];
    if (handle.kind === 'directory') files.push(...(await filesBelow(handle, below)));
    else files.push({ path: below.join('/'), size: (await handle.getFile()).size });
  }
  return files;
}

function parts(path: string): { readonly folders: readonly string[]; readonly name: string } {
  const names = path.split('/').filter((name) => name !== '');
  const name = names.pop();
  if (name === undefined) throw new RangeError('Expected the path of a file. Received: an empty path.');
  return { folders: names, name };
}

/** What the work gives, or undefined where a file or folder on the way is missing. */
async function found<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'NotFoundError') return undefined;
    throw thrown;
  }
}

async function guarded<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'QuotaExceededError') throw storageFull(cause);
    if (!(cause instanceof DOMException)) throw cause;
    throw new StrideError({
      code: 'storage-refused',
      message: `This browser does not let Stride keep files: ${cause.message}`,
      remedy: 'Leave private browsing or allow this page to store data.',
      cause,
    });
  }
}
