/** What is on the screen beside the document: the workspace, and which overlay is open. */
import { createStore } from 'zustand/vanilla';
import type { Result } from '#base/result.ts';
import type { Project } from '#graph/project/project.ts';
import { homeWorkspace, type WorkspaceId } from './workspaces.ts';

export type Overlay =
  | 'commands'
  | 'shortcuts'
  | 'backend'
  | 'profile'
  | 'benchmark'
  | 'share'
  | 'shared'
  | 'kept'
  | 'opened-model'
  | 'download-project'
  | 'opened-project'
  | 'export'
  | 'python'
  | 'typescript'
  | null;

export interface ViewState {
  readonly workspace: WorkspaceId;
  readonly overlay: Overlay;
  /** What a link that was just opened holds, or why it cannot be read; null where there is none to decide on. */
  readonly shared: Result<Project, string> | null;
  /** The blocks that the canvas shows layer by layer. */
  readonly expandedBlocks: ReadonlySet<string>;
}

export type ViewStore = ReturnType<typeof createViewStore>;

export function createViewStore() {
  return createStore<ViewState>()(() => ({
    workspace: homeWorkspace,
    overlay: null,
    shared: null,
    expandedBlocks: new Set(),
  }));
}
