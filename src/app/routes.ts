/** The workspace in the address, `#/build`, and back: links, bookmarks and the browser's own buttons work. */
import type { ViewStore } from '#state/view-store.ts';
import { homeWorkspace, isWorkspaceId, type WorkspaceId, workspaces } from '#state/workspaces.ts';

/** `#/train` → `train`; null where the hash names no workspace. */
export function workspaceOfHash(hash: string): WorkspaceId | null {
  const name = /^#\/([^/?]*)/.exec(hash)?.[1] ?? '';
  return isWorkspaceId(name) ? name : null;
}

function titleOf(wanted: WorkspaceId): string {
  return `${workspaces.find(({ id }) => id === wanted)?.label ?? ''} · Stride`;
}

/** Keeps the address and the view in step, in both directions. */
export function bindRoutes(view: ViewStore): void {
  const follow = () => view.setState({ workspace: workspaceOfHash(location.hash) ?? homeWorkspace, overlay: null });
  const show = (workspace: WorkspaceId) => {
    document.title = titleOf(workspace);
    if (workspaceOfHash(location.hash) !== workspace) location.hash = `/${workspace}`;
  };
  // An address that names nothing is mended in place, so that Back does not lead into it again.
  if (workspaceOfHash(location.hash) === null) history.replaceState(null, '', `#/${homeWorkspace}`);
  follow();
  show(view.getState().workspace);
  window.addEventListener('hashchange', follow);
  view.subscribe(({ workspace }, before) => {
    if (workspace !== before.workspace) show(workspace);
  });
}
