import type { LibraryWarning } from '#protocol/library.ts';
import { Callout } from '../../kit/Callout.tsx';

/** What a person should know about the classes, in words. */
export function ClassWarnings({ warnings }: { readonly warnings: readonly LibraryWarning[] }) {
  if (warnings.length === 0) return null;
  return (
    <ul aria-label="Warnings" className="flex flex-col gap-2">
      {warnings.map(({ code, message, classes }) => (
        <li key={`${code} ${classes.join()}`}>
          <Callout tone="warning">{message}</Callout>
        </li>
      ))}
    </ul>
  );
}
