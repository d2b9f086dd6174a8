/** Links that carry a document: made here, and opened here after the person has seen what they hold. */

import type { Project } from '#graph/project/project.ts';
import { faultOf } from './engine-events.ts';
import type { Stride } from './stride.ts';
import { readOnlyReason } from './tab-lock.ts';

export const shareMark = '#share=';

/** The address that opens this document on any computer. `page` is the app's own address, without a fragment. */
export async function shareAddress(project: Project, page: string): Promise<string> {
  const { encodeShare } = await import('#formats/share-link.ts');
  return `${page}${shareMark}${encodeShare(project)}`;
}

/** Reads a link's fragment and shows what it holds; nothing is replaced before the person says so. */
export async function readShared(stride: Stride, fragment: string): Promise<void> {
  const { decodeShare } = await import('#formats/share-link.ts');
  const shared = decodeShare(fragment.slice(shareMark.length));
  stride.view.setState({ shared, overlay: 'shared' });
}

/** Puts another document in place of the one at hand, which is kept; Undo brings it back too. Not in a read-only tab. */
export async function replaceProject(stride: Stride, step: string, project: Project): Promise<void> {
  const reason = readOnlyReason(stride);
  if (reason !== null) {
    stride.notices.show({ tone: 'warning', message: `“${project.name}” was not opened. ${reason}` });
    return;
  }
  const before = stride.project.getProject();
  try {
    await stride.kept.keep(before, Date.now());
  } catch (thrown) {
    const { message, remedy } = faultOf(thrown);
    stride.notices.show({ tone: 'warning', message, remedy });
  }
  stride.project.edit(step, () => project);
  stride.selection.select([]);
  stride.view.setState({ workspace: 'build', overlay: null, shared: null });
  stride.notices.show({
    tone: 'info',
    message: `“${project.name}” is open. “${before.name}” is kept: Undo brings it back, and so does “Kept networks” among the commands.`,
  });
}
