import { Menu } from '@base-ui/react/menu';
import { EllipsisVertical, type LucideIcon } from 'lucide-react';
import { classNames } from './class-names.ts';
import { Kbd } from './Kbd.tsx';

export interface MenuAction {
  readonly label: string;
  readonly icon?: LucideIcon | undefined;
  /** In tinykeys' notation: where it also works without the menu. */
  readonly shortcut?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly tone?: 'danger' | undefined;
  onSelect(): void;
}

export interface ActionMenuProps {
  readonly label: string;
  /** Three dots where absent. */
  readonly icon?: LucideIcon | undefined;
  readonly actions: readonly MenuAction[];
  /** Shows the label beside the icon; otherwise it is the button's name only. */
  readonly showLabel?: boolean | undefined;
  readonly disabled?: boolean | undefined;
}

/** A button that offers a few related actions. */
export function ActionMenu({ label, icon: Icon = EllipsisVertical, actions, showLabel, disabled }: ActionMenuProps) {
  return (
    <Menu.Root>
      <Menu.Trigger
        aria-label={label}
        title={showLabel ? undefined : label}
        disabled={disabled}
        className="inline-flex min-h-9 min-w-9 shrink-0 items-center justify-center gap-2 rounded-medium px-2 font-medium text-ink-muted text-label transition-colors enabled:hover:bg-hover enabled:hover:text-ink pointer-coarse:min-h-11 pointer-coarse:min-w-11 disabled:opacity-50 data-popup-open:bg-hover"
      >
        <Icon aria-hidden="true" className="size-4" />
        {showLabel && label}
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={6} align="end" className="z-50">
          <Menu.Popup className="min-w-44 rounded-medium border border-line bg-raised p-1 shadow-high outline-none">
            {actions.map((action) => (
              <ActionItem key={action.label} action={action} />
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function ActionItem({
  action: { label, icon: Icon, shortcut, disabled, tone, onSelect },
}: {
  readonly action: MenuAction;
}) {
  return (
    <Menu.Item
      disabled={disabled}
      onClick={onSelect}
      className={classNames(
        'flex min-h-8 cursor-pointer items-center gap-2.5 rounded-small px-2 outline-none data-highlighted:bg-hover pointer-coarse:min-h-11 data-disabled:cursor-default data-disabled:opacity-50',
        tone === 'danger' ? 'text-danger' : 'text-ink',
      )}
    >
      {Icon && <Icon aria-hidden="true" className="size-4 opacity-80" />}
      <span className="flex-1">{label}</span>
      {shortcut && <Kbd shortcut={shortcut} />}
    </Menu.Item>
  );
}
