/** What is on the screen beside the document: the workspace, and which overlay is open. */
import { createStore } from 'zustand/vanilla';
import { homeWorkspace, type WorkspaceId } from './workspaces.ts';

export type Overlay = 'commands' | 'shortcuts' | 'backend' | null;

export interface ViewState {
  readonly workspace: WorkspaceId;
  readonly overlay: Overlay;
  /** The blocks that the canvas shows layer by layer. */
  readonly expandedBlocks: ReadonlySet<string>;
}

export type ViewStore = ReturnType<typeof createViewStore>;

export function createViewStore() {
  return createStore<ViewState>()(() => ({ workspace: homeWorkspace, overlay: null, expandedBlocks: new Set() }));
}
