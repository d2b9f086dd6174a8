import { themes } from '../preferences-store.ts';
import type { Overlay } from '../view-store.ts';
import { workspaces } from '../workspaces.ts';
import type { Command } from './command.ts';

function overlayCommand(id: string, label: string, overlay: Overlay, shortcuts: readonly string[]): Command {
  return {
    id,
    group: 'View',
    label: () => label,
    shortcuts,
    perform: (stride) => stride.view.setState((view) => ({ overlay: view.overlay === overlay ? null : overlay })),
  };
}

export const showCommands = overlayCommand('view.commands', 'Command palette', 'commands', ['$mod+k']);
export const showShortcuts = overlayCommand('view.shortcuts', 'Keyboard shortcuts', 'shortcuts', ['Shift+?']);
export const showShare = overlayCommand('project.share', 'Share by a link', 'share', []);
export const showProfile = overlayCommand('training.profile', 'Profile a training step', 'profile', []);
const showBenchmark = overlayCommand('view.benchmark', 'Run the benchmark', 'benchmark', []);
const showKept = overlayCommand('project.kept', 'Kept networks', 'kept', []);
const showBackend = overlayCommand('view.backend', 'About the backend', 'backend', []);

const themeCommands = themes.map(
  (theme): Command => ({
    id: `view.theme-${theme}`,
    group: 'View',
    label: () => (theme === 'system' ? 'Theme: as the system' : `Theme: ${theme}`),
    isEnabled: (stride) => stride.preferences.getState().theme !== theme,
    perform: (stride) => stride.preferences.setState({ theme }),
  }),
);

const goCommands = workspaces.map(
  ({ id, label }, index): Command => ({
    id: `go.${id}`,
    group: 'Go to',
    label: () => label,
    shortcuts: [`Alt+Digit${index + 1}`],
    perform: (stride) => stride.view.setState({ workspace: id, overlay: null }),
  }),
);

export const viewCommands: readonly Command[] = [
  showCommands,
  showShortcuts,
  showShare,
  showProfile,
  showKept,
  showBackend,
  showBenchmark,
  ...themeCommands,
  ...goCommands,
];
