/** The project file that is being put together, and the one that was opened last: each until somebody decides on it. */
import { createStore } from 'zustand/vanilla';
import type { OpenedProject, ProjectSizes } from '#protocol/project.ts';

/** What stands in the way, and what to do about it. */
export interface FileFault {
  readonly message: string;
  readonly remedy: string;
}

export type ProjectSavingState =
  | { readonly phase: 'none' }
  | { readonly phase: 'measuring' }
  | { readonly phase: 'choosing'; readonly sizes: ProjectSizes; readonly fault: FileFault | null }
  | {
      readonly phase: 'writing';
      readonly sizes: ProjectSizes;
      readonly job: string;
      /** Bytes written, and about how many there will be. */
      readonly done: number;
      readonly total: number;
    };

export type ProjectOpeningState =
  | { readonly phase: 'none' }
  | { readonly phase: 'reading'; readonly fileName: string }
  | {
      readonly phase: 'ready';
      readonly fileName: string;
      readonly project: OpenedProject;
      /** Why the last attempt to put it in place came to nothing. */
      readonly fault: FileFault | null;
    }
  /** Its pictures are coming in, as the import of this name among the library's jobs. */
  | { readonly phase: 'importing'; readonly fileName: string; readonly project: OpenedProject; readonly job: string }
  | { readonly phase: 'failed'; readonly fileName: string; readonly fault: FileFault };

export interface ProjectFileState {
  readonly saving: ProjectSavingState;
  readonly opening: ProjectOpeningState;
}

export type ProjectFileStore = ReturnType<typeof createProjectFileStore>;

export function createProjectFileStore() {
  return createStore<ProjectFileState>()(() => ({ saving: { phase: 'none' }, opening: { phase: 'none' } }));
}
