import { type ReactNode, useRef } from 'react';
import { formatCount } from '#base/format.ts';
import type { SourceEntry } from '#protocol/library.ts';
import { openPictures } from '#state/quality.ts';
import { useStride } from '../../stride-context.ts';

export interface PictureOpener {
  /** Hidden inputs; put them anywhere. */
  readonly inputs: ReactNode;
  pickFolder(): void;
  /** Pictures with their annotation files, or zips. */
  pickFiles(): void;
  open(entries: readonly SourceEntry[]): void;
}

/** The ways to choose annotated pictures. */
export function usePictureOpener(): PictureOpener {
  const stride = useStride();
  const folder = useRef<HTMLInputElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const open = (entries: readonly SourceEntry[]) => {
    if (entries.length > 0) void openPictures(stride, entries, nameOf(entries));
  };
  const take = (input: HTMLInputElement) => {
    const entries = Array.from(input.files ?? [], (file) => ({ path: file.webkitRelativePath || file.name, file }));
    // The same files may be chosen again.
    input.value = '';
    open(entries);
  };
  return {
    inputs: (
      <>
        <input
          ref={(input) => {
            folder.current = input;
            if (input) input.webkitdirectory = true;
          }}
          type="file"
          multiple
          hidden
          aria-label="Folder of pictures"
          onChange={(event) => take(event.target)}
        />
        <input
          ref={files}
          type="file"
          multiple
          hidden
          aria-label="Pictures and annotations"
          accept="image/*,.json,.xml,.txt,.names,.yaml,.yml,.zip"
          onChange={(event) => take(event.target)}
        />
      </>
    ),
    pickFolder: () => folder.current?.click(),
    pickFiles: () => files.current?.click(),
    open,
  };
}

/** The folder that everything lies in, the only file, or how many there are. */
function nameOf(entries: readonly SourceEntry[]): string {
  const roots = new Set(entries.map(({ path }) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : '')));
  const [root] = roots;
  if (roots.size === 1 && root) return root;
  return entries.length === 1 ? (entries[0]?.path ?? '') : `${formatCount(entries.length)} files`;
}
