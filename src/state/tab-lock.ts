import type { Stride } from './stride.ts';

/** Why the document cannot be changed in this tab, as a sentence; null where it can. */
export function readOnlyReason(stride: Stride): string | null {
  return stride.tabLock.getState().role === 'owner'
    ? null
    : 'Stride is open in another tab, which has the project. Take it over here, or go on there.';
}
