import type { ReactNode } from 'react';

export interface SourceRowProps {
  /** The picture as the person sees it. */
  readonly children: ReactNode;
  /** The same as the network sees it. */
  readonly aside: ReactNode;
}

export function SourceRow({ children, aside }: SourceRowProps) {
  return (
    <div className="flex items-start justify-between gap-3">
      <div className="min-w-0 max-w-92 flex-1">{children}</div>
      <div className="w-24 shrink-0">{aside}</div>
    </div>
  );
}
