import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import type { ButtonSize } from './Button.tsx';
import { classNames } from './class-names.ts';
import { Kbd } from './Kbd.tsx';
import { Tooltip } from './Tooltip.tsx';

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children' | 'aria-label'> {
  /** The accessible name, and the tooltip. */
  readonly label: string;
  readonly icon: LucideIcon;
  /** What the tooltip says in place of the label, and the accessible description: `Undo Add Conv2D`. */
  readonly description?: string | undefined;
  /** Set on a button that switches something on and off. */
  readonly pressed?: boolean | undefined;
  /** In tinykeys' notation, shown in the tooltip. */
  readonly shortcut?: string | undefined;
  readonly size?: ButtonSize | undefined;
}

export function IconButton({
  label,
  icon: Icon,
  description,
  pressed,
  shortcut,
  size = 'medium',
  className,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip
      text={
        <>
          {description ?? label}
          {shortcut && <Kbd shortcut={shortcut} />}
        </>
      }
    >
      <button
        type="button"
        aria-label={label}
        aria-description={description}
        aria-pressed={pressed}
        className={classNames(
          'inline-flex shrink-0 items-center justify-center rounded-medium transition-colors pointer-coarse:size-11 disabled:opacity-40',
          size === 'small' ? 'size-8' : 'size-9',
          pressed
            ? 'bg-accent-soft text-accent enabled:hover:bg-accent-soft'
            : 'text-ink-muted enabled:hover:bg-hover enabled:hover:text-ink',
          className,
        )}
        {...rest}
      >
        <Icon aria-hidden="true" className="size-4" />
      </button>
    </Tooltip>
  );
}
