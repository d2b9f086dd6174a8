import { Menu } from '@base-ui/react/menu';
import type { LucideIcon } from 'lucide-react';
import { classNames } from './class-names.ts';
import { Kbd } from './Kbd.tsx';

export interface MenuAction {
  readonly label: string;
  readonly icon?: LucideIcon | undefined;
  readonly tone?: 'danger' | undefined;
  readonly disabled?: boolean | undefined;
  /** In tinykeys' notation; only shown. */
  readonly shortcut?: string | undefined;
  onSelect(): void;
}

export interface ActionMenuProps {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly actions: readonly MenuAction[];
  /** Says the label beside the icon; without it, the label is the name alone. */
  readonly showLabel?: boolean | undefined;
  readonly disabled?: boolean | undefined;
}

/** A button that offers a few related actions. */
export function ActionMenu({ label, icon: Icon, actions, showLabel = false, disabled }: ActionMenuProps) {
  return (
    <Menu.Root>
      <Menu.Trigger
        aria-label={label}
        disabled={disabled}
        className="inline-flex min-h-9 min-w-9 shrink-0 items-center justify-center gap-2 rounded-medium px-2 font-medium text-ink-muted text-label transition-colors enabled:hover:bg-hover enabled:hover:text-ink pointer-coarse:min-h-11 pointer-coarse:min-w-11 disabled:opacity-50 data-popup-open:bg-hover"
      >
        <Icon aria-hidden="true" className="size-4" />
        {showLabel && label}
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={6} align="end" className="z-50">
          <Menu.Popup className="min-w-44 rounded-medium border border-line bg-raised p-1 shadow-high outline-none">
            {actions.map(({ label: name, icon: ItemIcon, tone, disabled: isDisabled = false, shortcut, onSelect }) => (
              <Menu.Item
                key={name}
                disabled={isDisabled}
                onClick={onSelect}
                className={classNames(
                  'flex min-h-8 cursor-pointer items-center gap-2.5 rounded-small px-2 outline-none data-disabled:cursor-default data-highlighted:bg-hover data-disabled:opacity-50 pointer-coarse:min-h-11',
                  tone === 'danger' ? 'text-danger' : 'text-ink',
                )}
              >
                {ItemIcon && (
                  <ItemIcon
                    aria-hidden="true"
                    className={classNames('size-4 shrink-0', tone === undefined && 'text-ink-muted')}
                  />
                )}
                <span className="flex-1">{name}</span>
                {shortcut && <Kbd shortcut={shortcut} />}
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
