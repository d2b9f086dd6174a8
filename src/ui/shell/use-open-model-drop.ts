import { useEffect } from 'react';
import { modelFileAmong, openFiles } from '#state/open-model.ts';
import type { Stride } from '#state/stride.ts';

/**
 * Opens a model file that is dropped anywhere. A file that nobody takes would make the browser leave the page, so every
 * drop of files is held back.
 */
export function useOpenModelDrop(stride: Stride): void {
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      if (modelFileAmong(files) === null) return;
      // What lies under the pointer takes pictures: it only hears that the drag is over.
      event.stopPropagation();
      event.target?.dispatchEvent(new DragEvent('dragleave', { bubbles: true }));
      void openFiles(stride, files);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop, { capture: true });
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop, { capture: true });
    };
  }, [stride]);
}
