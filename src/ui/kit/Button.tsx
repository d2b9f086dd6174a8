import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';

type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger';
export type ButtonSize = 'medium' | 'small';

export interface ButtonProps extends ComponentProps<'button'> {
  readonly variant?: ButtonVariant | undefined;
  readonly size?: ButtonSize | undefined;
  readonly icon?: LucideIcon | undefined;
}

const looks: Readonly<Record<ButtonVariant, string>> = {
  primary: 'bg-accent text-on-accent shadow-low enabled:hover:bg-accent-strong',
  secondary: 'border border-line bg-raised text-ink shadow-low enabled:hover:bg-hover',
  ghost: 'text-ink-muted enabled:hover:bg-hover enabled:hover:text-ink',
  danger: 'border border-danger/40 bg-raised text-danger enabled:hover:bg-danger-soft',
};

const sizes: Readonly<Record<ButtonSize, string>> = {
  medium: 'min-h-9 px-3.5 text-body',
  small: 'min-h-8 px-2.5 text-label',
};

/** A button with a text. Disabled ones keep their contrast low on purpose, so say beside them why they are. */
export function Button({
  variant = 'secondary',
  size = 'medium',
  icon: Icon,
  className,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      className={classNames(
        'inline-flex shrink-0 select-none items-center justify-center gap-2 whitespace-nowrap rounded-medium font-medium transition-colors pointer-coarse:min-h-11 disabled:opacity-50 disabled:shadow-none',
        looks[variant],
        sizes[size],
        className,
      )}
      {...rest}
    >
      {Icon && <Icon aria-hidden="true" className={size === 'small' ? 'size-3.5 shrink-0' : 'size-4 shrink-0'} />}
      {children}
    </button>
  );
}
