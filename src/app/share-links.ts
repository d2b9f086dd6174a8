/** Links that carry a document: taken out of the address as soon as they are seen, so that a reload asks nothing again. */
import { readShared, shareMark } from '#state/share.ts';
import type { Stride } from '#state/stride.ts';
import { homeWorkspace } from '#state/workspaces.ts';

/** Before the routes are bound: they would take such an address for a mistake. */
export function bindShareLinks(stride: Stride): void {
  const take = () => {
    if (!location.hash.startsWith(shareMark)) return;
    const fragment = location.hash;
    history.replaceState(null, '', `#/${homeWorkspace}`);
    void readShared(stride, fragment);
  };
  take();
  window.addEventListener('hashchange', take);
}
