import { useCallback } from 'react';
import type { SourceEntry } from '#protocol/library.ts';
import { importEntries } from '#state/library-import.ts';
import { useStride } from '../../stride-context.ts';
import { importSource } from './import-source.ts';

/** Imports files: lone pictures into the class that is chosen, or into the one given. */
export function useImport() {
  const stride = useStride();
  return useCallback(
    (entries: readonly SourceEntry[], className?: string) => {
      const chosen = className ?? stride.libraryState.getState().filter.className;
      void importEntries(stride, importSource(entries, chosen, className !== undefined));
    },
    [stride],
  );
}

/** Files as an input gives them; those of a folder know where they lay. */
export function entriesOfFiles(files: Iterable<File>): readonly SourceEntry[] {
  return Array.from(files, (file) => ({ path: file.webkitRelativePath || file.name, file }));
}
