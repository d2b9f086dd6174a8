import { type LucideIcon, Monitor, Moon, Sun } from 'lucide-react';
import { useStore } from 'zustand';
import { type Theme, themes } from '#state/preferences-store.ts';
import { Tooltip } from '#ui/kit/Tooltip.tsx';
import { useStride } from '#ui/stride-context.ts';

const looks: Readonly<Record<Theme, { readonly label: string; readonly icon: LucideIcon }>> = {
  system: { label: 'As the system', icon: Monitor },
  light: { label: 'Light', icon: Sun },
  dark: { label: 'Dark', icon: Moon },
};

/** An icon that is a native list: a menu of our own would weigh on the first paint. */
export function ThemeChoice() {
  const { preferences } = useStride();
  const theme = useStore(preferences, (state) => state.theme);
  const Icon = looks[theme].icon;
  return (
    <span className="relative inline-flex size-9 items-center justify-center rounded-medium text-ink-muted transition-colors hover:bg-hover hover:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2 pointer-coarse:size-11">
      <Icon aria-hidden="true" className="size-4" />
      <Tooltip text={`Theme: ${looks[theme].label}`}>
        <select
          aria-label="Theme"
          className="absolute inset-0 appearance-none opacity-0"
          value={theme}
          onChange={({ target }) => {
            const chosen = themes.find((id) => id === target.value);
            if (chosen) preferences.setState({ theme: chosen });
          }}
        >
          {themes.map((id) => (
            <option key={id} value={id} className="bg-raised text-ink">
              {looks[id].label}
            </option>
          ))}
        </select>
      </Tooltip>
    </span>
  );
}
