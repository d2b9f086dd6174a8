import type { SplitName } from '#data/split-names.ts';
import { classNames } from '../../kit/class-names.ts';

const looks: Readonly<Record<SplitName, { readonly letters: string; readonly look: string }>> = {
  training: { letters: 'Tr', look: 'bg-raised/90 text-ink-muted' },
  validation: { letters: 'Va', look: 'bg-accent text-on-accent' },
  test: { letters: 'Te', look: 'bg-ink text-surface' },
};

/** Which split a sample belongs to, in letters. Decoration beside a name that says it in full. */
export function SplitBadge({ split, className }: { readonly split: SplitName; readonly className?: string }) {
  const { letters, look } = looks[split];
  return (
    <span
      aria-hidden="true"
      className={classNames('rounded-small px-1 font-semibold text-caption leading-4', look, className)}
    >
      {letters}
    </span>
  );
}
