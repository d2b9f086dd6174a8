import { type ReactNode, type RefObject, useRef } from 'react';
import { entriesOfFiles, useImport } from './use-import.ts';

export interface FilePickers {
  /** Hidden inputs; put them anywhere in the workspace. */
  readonly inputs: ReactNode;
  /** Asks for pictures, tables and idx files; `className` sends all of them to one class. */
  pickImages(className?: string): void;
  pickFolder(): void;
  pickZip(): void;
}

/** The ways to choose files. Inputs rather than the file system's own pickers: they are in every browser. */
export function useFilePickers(): FilePickers {
  const images = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const zip = useRef<HTMLInputElement>(null);
  const target = useRef<string | undefined>(undefined);
  const importFiles = useImport();

  const take = (input: HTMLInputElement) => {
    const entries = entriesOfFiles(input.files ?? []);
    // The same files may be chosen again.
    input.value = '';
    importFiles(entries, target.current);
    target.current = undefined;
  };
  const pick = (input: RefObject<HTMLInputElement | null>, className?: string) => {
    target.current = className;
    input.current?.click();
  };

  return {
    inputs: (
      <>
        <input
          ref={images}
          type="file"
          multiple
          hidden
          aria-label="Images"
          accept="image/*,.csv,.gz,.idx,.ubyte,.idx1-ubyte,.idx3-ubyte"
          onChange={(event) => take(event.target)}
        />
        <input
          ref={(input) => {
            folder.current = input;
            if (input) input.webkitdirectory = true;
          }}
          type="file"
          multiple
          hidden
          aria-label="Folder"
          onChange={(event) => take(event.target)}
        />
        <input
          ref={zip}
          type="file"
          multiple
          hidden
          aria-label="Zip files"
          accept=".zip,application/zip"
          onChange={(event) => take(event.target)}
        />
      </>
    ),
    pickImages: (className) => pick(images, className),
    pickFolder: () => pick(folder),
    pickZip: () => pick(zip),
  };
}
