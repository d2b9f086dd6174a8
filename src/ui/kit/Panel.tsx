import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

export interface PanelProps {
  /** The heading, and the region's accessible name. */
  readonly label: string;
  /** Buttons at the right of the heading. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string | undefined;
  /** Whether the content scrolls inside the panel; otherwise it takes the height it needs. */
  readonly scroll?: boolean | undefined;
}

export function Panel({ label, actions, children, className, scroll = false }: PanelProps) {
  return (
    <section
      aria-label={label}
      className={classNames('flex min-w-0 flex-col bg-surface', scroll && 'h-full min-h-0', className)}
    >
      <header className="flex min-h-11 shrink-0 items-center gap-2 border-line border-b px-3 py-1">
        <h2 className="min-w-0 flex-1 truncate font-semibold text-body text-ink">{label}</h2>
        {actions}
      </header>
      <div className={classNames('min-w-0', scroll && 'min-h-0 flex-1 overflow-y-auto overscroll-contain')}>
        {children}
      </div>
    </section>
  );
}
