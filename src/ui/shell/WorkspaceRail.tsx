import { workspaces } from '#state/workspaces.ts';
import { classNames } from '#ui/kit/class-names.ts';
import { useWorkspace } from '#ui/stride-context.ts';
import { workspaceIcons } from './workspace-icons.ts';

/** The way between workspaces: a rail on the left, or a bar at the bottom of a phone. */
export function WorkspaceRail() {
  const current = useWorkspace();
  return (
    <nav
      aria-label="Workspaces"
      className="flex items-stretch border-line bg-surface [grid-area:rail] max-desk:justify-around max-desk:border-t max-desk:pb-[env(safe-area-inset-bottom)] desk:flex-col desk:items-center desk:gap-1 desk:border-r desk:py-2"
    >
      {workspaces.map(({ id, label }) => {
        const Icon = workspaceIcons[id];
        const isCurrent = id === current;
        return (
          <a
            key={id}
            href={`#/${id}`}
            aria-current={isCurrent ? 'page' : undefined}
            className={classNames(
              'relative flex min-w-0 flex-col items-center justify-center gap-1 rounded-medium font-medium text-caption transition-colors -outline-offset-2 max-desk:h-14 max-desk:flex-1 desk:h-14 desk:w-14',
              isCurrent ? 'text-accent desk:bg-accent-soft' : 'text-ink-muted hover:bg-hover hover:text-ink',
            )}
          >
            <Icon aria-hidden="true" className="size-5" strokeWidth={isCurrent ? 2.25 : 1.75} />
            <span className="max-w-full truncate">{label}</span>
          </a>
        );
      })}
    </nav>
  );
}
