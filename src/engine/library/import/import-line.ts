import { safeText } from '#data/safe-name.ts';
import type { ImportLine } from '#protocol/library.ts';
import { faultOf } from '../../fault.ts';

export function shownPath(path: string): string {
  return safeText(path.replaceAll('\\', '/'), 'unnamed file', 160);
}

export function skippedLine(path: string, reason: string, remedy: string): ImportLine {
  return { kind: 'skipped', path: shownPath(path), reason, remedy };
}

/** The line for a file whose reading threw. */
export function failedLine(path: string, thrown: unknown): ImportLine {
  if (thrown instanceof DOMException) {
    const remedy = 'Check that the file is still there and that you may read it, then add it again.';
    return skippedLine(path, `It could not be read: ${thrown.message}`, remedy);
  }
  const { message, remedy } = faultOf(thrown);
  return skippedLine(path, message, remedy);
}
