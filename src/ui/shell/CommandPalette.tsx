import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import { Search } from 'lucide-react';
import { useMemo } from 'react';
import { performCommand } from '#state/commands/command.ts';
import { commands } from '#state/commands/index.ts';
import { Kbd } from '#ui/kit/Kbd.tsx';
import { useStride } from '#ui/stride-context.ts';
import { type PaletteEntry, type PaletteGroup, paletteGroups } from './palette-groups.ts';

export interface CommandPaletteProps {
  onClose(): void;
}

/** Every command of the app, found by typing. */
export function CommandPalette({ onClose }: CommandPaletteProps) {
  const stride = useStride();
  const groups = useMemo(
    () =>
      paletteGroups(
        commands.map((command) => ({
          command,
          label: command.label(stride),
          isEnabled: command.isEnabled?.(stride) ?? true,
        })),
      ),
    [stride],
  );

  const run = ({ command }: PaletteEntry) => {
    // Closed first: a command may open another overlay.
    onClose();
    performCommand(stride, command);
  };

  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Popup
          aria-label="Command palette"
          className="-translate-x-1/2 fixed top-[10vh] left-1/2 z-50 flex max-h-[min(32rem,80dvh)] w-[min(36rem,calc(100vw-1.5rem))] flex-col overflow-hidden rounded-large border border-line bg-raised shadow-high outline-none"
        >
          <Autocomplete.Root
            open
            inline
            items={groups}
            itemToStringValue={(entry: PaletteEntry) => `${entry.command.group} ${entry.label}`}
            autoHighlight="always"
            keepHighlight
          >
            <div className="flex shrink-0 items-center gap-3 border-line border-b px-4">
              <Search aria-hidden="true" className="size-4 shrink-0 text-ink-faint" />
              <Autocomplete.Input
                aria-label="Search commands"
                placeholder="Search commands"
                className="h-12 w-full bg-transparent text-ink text-title outline-none placeholder:text-ink-faint"
              />
              <Kbd shortcut="Escape" />
            </div>
            <Dialog.Close className="sr-only">Close</Dialog.Close>
            <Autocomplete.Empty className="px-4 py-6 text-center text-ink-muted empty:hidden">
              No command has that name.
            </Autocomplete.Empty>
            <Autocomplete.List
              aria-label="Commands"
              className="min-h-0 flex-1 scroll-py-2 overflow-y-auto overscroll-contain p-2 outline-none empty:hidden"
            >
              {(group: PaletteGroup) => (
                <Autocomplete.Group key={group.value} items={group.items} className="mb-1">
                  <Autocomplete.GroupLabel className="px-2 pt-2 pb-1 font-semibold text-caption text-ink-faint">
                    {group.value}
                  </Autocomplete.GroupLabel>
                  <Autocomplete.Collection>
                    {(entry: PaletteEntry) => (
                      <Autocomplete.Item
                        key={entry.command.id}
                        value={entry}
                        disabled={!entry.isEnabled}
                        onClick={() => run(entry)}
                        className="flex min-h-8 cursor-pointer items-center justify-between gap-3 rounded-small px-2 text-ink data-disabled:cursor-default data-highlighted:bg-accent-soft data-disabled:text-ink-faint data-disabled:opacity-70 pointer-coarse:min-h-11"
                      >
                        <span className="min-w-0 truncate">{entry.label}</span>
                        {entry.command.shortcuts?.[0] && <Kbd shortcut={entry.command.shortcuts[0]} />}
                      </Autocomplete.Item>
                    )}
                  </Autocomplete.Collection>
                </Autocomplete.Group>
              )}
            </Autocomplete.List>
          </Autocomplete.Root>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
