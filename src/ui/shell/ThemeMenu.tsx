import { Menu } from '@base-ui/react/menu';
import { Check, type LucideIcon, Monitor, Moon, Sun } from 'lucide-react';
import { useStore } from 'zustand';
import { type Theme, themes } from '#state/preferences-store.ts';
import { useStride } from '#ui/stride-context.ts';

const looks: Readonly<Record<Theme, { readonly label: string; readonly icon: LucideIcon }>> = {
  system: { label: 'As the system', icon: Monitor },
  light: { label: 'Light', icon: Sun },
  dark: { label: 'Dark', icon: Moon },
};

export function ThemeMenu() {
  const { preferences } = useStride();
  const theme = useStore(preferences, (state) => state.theme);
  const Icon = looks[theme].icon;
  return (
    <Menu.Root>
      <Menu.Trigger
        aria-label="Theme"
        className="inline-flex size-9 items-center justify-center rounded-medium text-ink-muted hover:bg-hover hover:text-ink data-popup-open:bg-hover pointer-coarse:size-11"
      >
        <Icon aria-hidden="true" className="size-4" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={6} align="end" className="z-50">
          <Menu.Popup className="min-w-44 rounded-medium border border-line bg-raised p-1 shadow-high outline-none">
            <Menu.RadioGroup value={theme} onValueChange={(chosen: Theme) => preferences.setState({ theme: chosen })}>
              {themes.map((id) => {
                const { label, icon: ItemIcon } = looks[id];
                return (
                  <Menu.RadioItem
                    key={id}
                    value={id}
                    closeOnClick
                    className="flex min-h-8 cursor-pointer items-center gap-2.5 rounded-small px-2 text-ink outline-none data-highlighted:bg-hover pointer-coarse:min-h-11"
                  >
                    <ItemIcon aria-hidden="true" className="size-4 text-ink-muted" />
                    <span className="flex-1">{label}</span>
                    <Menu.RadioItemIndicator>
                      <Check aria-hidden="true" className="size-4 text-accent" />
                    </Menu.RadioItemIndicator>
                  </Menu.RadioItem>
                );
              })}
            </Menu.RadioGroup>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
