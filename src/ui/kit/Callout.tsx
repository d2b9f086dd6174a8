import { CircleAlert, Info, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

type CalloutTone = 'error' | 'warning' | 'info';

export interface CalloutProps {
  readonly tone: CalloutTone;
  readonly title?: string | undefined;
  readonly children: ReactNode;
  /** Repairs, as buttons. */
  readonly actions?: ReactNode;
  readonly className?: string | undefined;
}

const looks: Readonly<Record<CalloutTone, { readonly icon: LucideIcon; readonly box: string; readonly ink: string }>> =
  {
    error: { icon: CircleAlert, box: 'border-danger/30 bg-danger-soft', ink: 'text-danger' },
    warning: { icon: TriangleAlert, box: 'border-warning/30 bg-warning-soft', ink: 'text-warning' },
    info: { icon: Info, box: 'border-accent/25 bg-accent-soft', ink: 'text-accent' },
  };

/** What happened, why, and what to do, in the place where it happened. An error is read aloud when it appears. */
export function Callout({ tone, title, children, actions, className }: CalloutProps) {
  const { icon: Icon, box, ink } = looks[tone];
  return (
    <div
      role={tone === 'error' ? 'alert' : undefined}
      className={classNames('flex gap-2.5 rounded-medium border p-3', box, className)}
    >
      <Icon aria-hidden="true" className={classNames('mt-0.5 size-4 shrink-0', ink)} />
      <div className="flex min-w-0 flex-1 flex-col gap-1 break-words">
        {title && <p className={classNames('font-semibold', ink)}>{title}</p>}
        <div className="text-ink">{children}</div>
        {actions && <div className="mt-1.5 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  );
}
