import { beforeAll, expect, test, vi } from 'vitest';
import { readDrop } from './read-drop.ts';

type Tree = { readonly [name: string]: Tree | string };

/** A folder as the browser's drop gives it: at most a hundred children at a time. */
function entryOf(name: string, content: Tree | string): FileSystemEntry {
  if (typeof content === 'string') {
    const file = (resolve: (file: File) => void) => queueMicrotask(() => resolve(new File([content], name)));
    return { name, isFile: true, isDirectory: false, file } as unknown as FileSystemEntry;
  }
  const createReader = () => {
    const rest = Object.entries(content).map(([child, inner]) => entryOf(child, inner));
    const readEntries = (resolve: (entries: FileSystemEntry[]) => void) =>
      queueMicrotask(() => resolve(rest.splice(0, 100)));
    return { readEntries };
  };
  return { name, isFile: false, isDirectory: true, createReader } as unknown as FileSystemEntry;
}

function dropOf(tree: Tree): DataTransfer {
  const items = Object.entries(tree).map(([name, content]) => ({
    kind: 'file',
    webkitGetAsEntry: () => entryOf(name, content),
  }));
  return { items } as unknown as DataTransfer;
}

beforeAll(() => {
  vi.stubGlobal(
    'File',
    globalThis.File ??
      class extends Blob {
        constructor(
          content: BlobPart[],
          readonly name: string,
        ) {
          super(content);
        }
      },
  );
});

test('files and folders come with their paths', async () => {
  const found = await readDrop(dropOf({ 'a.png': 'a', pets: { cat: { '1.png': 'c' }, dog: { '2.png': 'd' } } }));
  expect(found.map(({ path }) => path)).toEqual(['a.png', 'pets/cat/1.png', 'pets/dog/2.png']);
  expect(await found[2]?.file.text()).toBe('d');
});

test('ten thousand files of one folder all come, and it is said how far the reading is', async () => {
  const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`${index}.png`, '']));
  const counts: number[] = [];
  const found = await readDrop(dropOf({ many }), { onFound: (count) => counts.push(count) });
  expect(new Set(found.map(({ path }) => path)).size).toBe(10_000);
  expect(counts.at(0)).toBe(100);
  expect(counts.at(-1)).toBe(10_000);
});

test('of ten thousand lone files none is looked up while the drop is handled, and a folder among them is read', async () => {
  const asked = vi.fn((name: string) => entryOf(name, { '1.png': 'c' }));
  const lone = Array.from({ length: 10_000 }, (_, index) => ({
    kind: 'file',
    type: 'image/png',
    webkitGetAsEntry: () => asked(`${index}.png`),
    getAsFile: () => new File([''], `${index}.png`),
  }));
  const folder = { kind: 'file', type: '', webkitGetAsEntry: () => asked('cat'), getAsFile: () => null };
  const found = await readDrop({ items: [...lone, folder] } as unknown as DataTransfer);
  expect(asked).toHaveBeenCalledOnce();
  expect(found).toHaveLength(10_001);
  expect(found.at(0)?.path).toBe('0.png');
  expect(found.at(-1)?.path).toBe('cat/1.png');
});

test('a file that cannot be opened is there all the same, empty', async () => {
  const refused = {
    name: 'locked.png',
    isFile: true,
    isDirectory: false,
    file: (_: unknown, fail: () => void) => fail(),
  };
  const transfer = { items: [{ kind: 'file', webkitGetAsEntry: () => refused }] } as unknown as DataTransfer;
  const [entry] = await readDrop(transfer);
  expect(entry).toMatchObject({ path: 'locked.png', file: { size: 0 } });
});
