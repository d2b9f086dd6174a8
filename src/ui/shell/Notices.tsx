import { CircleAlert, Info, type LucideIcon, TriangleAlert, X } from 'lucide-react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { formatCount } from '#base/format.ts';
import type { Notice } from '#state/notices-store.ts';
import { Button } from '#ui/kit/Button.tsx';
import { classNames } from '#ui/kit/class-names.ts';
import { IconButton } from '#ui/kit/IconButton.tsx';
import { useStride } from '#ui/stride-context.ts';

const looks: Readonly<
  Record<Notice['tone'], { readonly icon: LucideIcon; readonly ink: string; readonly edge: string }>
> = {
  error: { icon: CircleAlert, ink: 'text-danger', edge: 'border-l-danger' },
  warning: { icon: TriangleAlert, ink: 'text-warning', edge: 'border-l-warning' },
  info: { icon: Info, ink: 'text-accent', edge: 'border-l-accent' },
};

/** How long a confirmation without a button stays, in milliseconds. Faults stay until they are dismissed. */
const confirmationTime = 8000;

/** Older ones wait behind these, so that they never cover the whole of a phone. */
const noticesAtOnce = 3;

export function Notices() {
  const { notices } = useStride();
  const all = useStore(notices.store, (state) => state.notices);
  const waiting = Math.max(0, all.length - noticesAtOnce);
  return (
    <div className="pointer-events-none z-30 m-3 flex max-h-[calc(100%-1.5rem)] min-h-0 w-[min(24rem,calc(100%-1.5rem))] flex-col gap-2 self-end justify-self-end overflow-y-auto [grid-area:main]">
      {waiting > 0 && (
        <Button
          size="small"
          className="pointer-events-auto self-end"
          onClick={() => {
            for (const { id } of all) notices.dismiss(id);
          }}
        >
          Dismiss all {formatCount(all.length)}
        </Button>
      )}
      {all.slice(waiting).map((notice) => (
        <NoticeCard key={notice.id} notice={notice} onDismiss={() => notices.dismiss(notice.id)} />
      ))}
    </div>
  );
}

interface NoticeCardProps {
  readonly notice: Notice;
  onDismiss(): void;
}

function NoticeCard({ notice: { id, tone, message, remedy, details, action }, onDismiss }: NoticeCardProps) {
  const { icon: Icon, ink, edge } = looks[tone];
  const { notices } = useStride();
  const isPassing = tone === 'info' && !action;

  useEffect(() => {
    if (!isPassing) return;
    const timer = setTimeout(() => notices.dismiss(id), confirmationTime);
    return () => clearTimeout(timer);
  }, [id, isPassing, notices]);

  return (
    <div
      role={tone === 'error' ? 'alert' : 'status'}
      className={classNames(
        'pointer-events-auto flex gap-2.5 rounded-medium border border-line border-l-4 bg-raised py-2 pr-1.5 pl-3 shadow-high',
        edge,
      )}
    >
      <Icon aria-hidden="true" className={classNames('mt-1.5 size-4 shrink-0', ink)} />
      <div className="flex min-w-0 flex-1 flex-col gap-1 break-words py-1">
        <p className="font-medium text-ink">{message}</p>
        {remedy && <p className="text-ink-muted">{remedy}</p>}
        {details && (
          <details className="text-ink-muted text-label">
            <summary className="min-h-6 w-fit cursor-pointer hover:text-ink">Details</summary>
            <p className="mt-1 max-h-32 overflow-y-auto rounded-small bg-sunken p-2 font-mono text-caption">
              {details}
            </p>
          </details>
        )}
        {action && (
          <div className="mt-1">
            <Button size="small" onClick={() => action.perform()}>
              {action.label}
            </Button>
          </div>
        )}
      </div>
      <IconButton label="Dismiss" icon={X} size="small" onClick={onDismiss} />
    </div>
  );
}
