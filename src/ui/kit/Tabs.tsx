import { Tabs as BaseTabs } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

export interface Tab<Id extends string> {
  readonly id: Id;
  readonly label: string;
  readonly content: ReactNode;
}

export interface TabsProps<Id extends string> {
  /** The accessible name of the row of tabs. */
  readonly label: string;
  readonly tabs: readonly Tab<Id>[];
  readonly value: Id;
  onChange(id: Id): void;
  /** As wide as their texts where there is room, and not as wide as the row. */
  readonly compact?: boolean | undefined;
}

/** A row of tabs and the panel of the one that is chosen. */
export function Tabs<Id extends string>({ label, tabs, value, onChange, compact = false }: TabsProps<Id>) {
  return (
    <BaseTabs.Root
      value={value}
      onValueChange={(chosen) => {
        const tab = tabs.find(({ id }) => id === chosen);
        if (tab) onChange(tab.id);
      }}
      className="flex min-h-0 flex-1 flex-col"
    >
      <BaseTabs.List aria-label={label} className="flex min-h-11 shrink-0 items-stretch border-line border-b px-1">
        {tabs.map(({ id, label: text }) => (
          <BaseTabs.Tab
            key={id}
            value={id}
            className={classNames(
              '-outline-offset-2 min-w-0 flex-1 truncate border-transparent border-b-2 px-1.5 font-medium text-ink-muted text-label hover:text-ink data-active:border-accent data-active:text-ink',
              compact && 'desk:flex-none desk:px-4',
            )}
          >
            {text}
          </BaseTabs.Tab>
        ))}
      </BaseTabs.List>
      {tabs.map(({ id, content }) => (
        <BaseTabs.Panel
          key={id}
          value={id}
          className="-outline-offset-2 min-h-0 flex-1 overflow-y-auto overscroll-contain"
        >
          {content}
        </BaseTabs.Panel>
      ))}
    </BaseTabs.Root>
  );
}
