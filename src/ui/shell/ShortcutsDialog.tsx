import type { Command, CommandGroup } from '#state/commands/command.ts';
import { commands } from '#state/commands/index.ts';
import { Dialog } from '#ui/kit/Dialog.tsx';
import { Kbd } from '#ui/kit/Kbd.tsx';
import { useStride } from '#ui/stride-context.ts';
import { groupCommands } from './group-commands.ts';

export interface ShortcutsDialogProps {
  onClose(): void;
}

/** Every shortcut there is, from the command table. */
export function ShortcutsDialog({ onClose }: ShortcutsDialogProps) {
  const withShortcut = commands.filter(({ shortcuts }) => shortcuts && shortcuts.length > 0);
  return (
    <Dialog title="Keyboard shortcuts" open onClose={onClose}>
      <div className="gap-x-8 desk:columns-2">
        {groupCommands(withShortcut).map(([group, members]) => (
          <ShortcutGroup key={group} group={group} members={members} />
        ))}
      </div>
    </Dialog>
  );
}

interface ShortcutGroupProps {
  readonly group: CommandGroup;
  readonly members: readonly Command[];
}

function ShortcutGroup({ group, members }: ShortcutGroupProps) {
  const stride = useStride();
  return (
    <section className="mb-5 break-inside-avoid">
      <h3 className="mb-1 font-semibold text-ink-muted text-label">{group}</h3>
      <dl>
        {members.map((command) => (
          <div key={command.id} className="flex min-h-8 items-center justify-between gap-3">
            <dt className="min-w-0 text-ink">{command.title ?? command.label(stride)}</dt>
            <dd className="flex shrink-0 gap-1">
              {command.shortcuts?.map((shortcut) => (
                <Kbd key={shortcut} shortcut={shortcut} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
