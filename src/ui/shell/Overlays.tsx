import { lazy, Suspense } from 'react';
import { useStore } from 'zustand';
import { useStride } from '#ui/stride-context.ts';

/** Ahead of its first use: what is typed right after its shortcut is meant for it. */
export function loadCommandPalette() {
  return import('./CommandPalette.tsx');
}

// Loaded when they are first asked for: none belongs to the first paint.
const CommandPalette = lazy(() => loadCommandPalette().then((module) => ({ default: module.CommandPalette })));
const ShortcutsDialog = lazy(() =>
  import('./ShortcutsDialog.tsx').then((module) => ({ default: module.ShortcutsDialog })),
);
const BackendDialog = lazy(() => import('./BackendDialog.tsx').then((module) => ({ default: module.BackendDialog })));
const ProfileDialog = lazy(() =>
  import('../build/profile/ProfileDialog.tsx').then((module) => ({ default: module.ProfileDialog })),
);
const BenchmarkDialog = lazy(() =>
  import('../benchmark/BenchmarkDialog.tsx').then((module) => ({ default: module.BenchmarkDialog })),
);
const ShareDialog = lazy(() => import('./ShareDialog.tsx').then((module) => ({ default: module.ShareDialog })));
const SharedDialog = lazy(() => import('./SharedDialog.tsx').then((module) => ({ default: module.SharedDialog })));
const KeptDialog = lazy(() => import('./KeptDialog.tsx').then((module) => ({ default: module.KeptDialog })));
const OpenModelDialog = lazy(() =>
  import('./OpenModelDialog.tsx').then((module) => ({ default: module.OpenModelDialog })),
);
const DownloadProjectDialog = lazy(() =>
  import('./DownloadProjectDialog.tsx').then((module) => ({ default: module.DownloadProjectDialog })),
);
const OpenedProjectDialog = lazy(() =>
  import('./OpenedProjectDialog.tsx').then((module) => ({ default: module.OpenedProjectDialog })),
);

const ExportDialog = lazy(() =>
  import('../export/ExportDialog.tsx').then((module) => ({ default: module.ExportDialog })),
);
const PythonDialog = lazy(() =>
  import('../export/CodeDialog.tsx').then((module) => ({ default: module.PythonDialog })),
);
const TypescriptDialog = lazy(() =>
  import('../export/CodeDialog.tsx').then((module) => ({ default: module.TypescriptDialog })),
);

const overlays = {
  commands: CommandPalette,
  shortcuts: ShortcutsDialog,
  backend: BackendDialog,
  profile: ProfileDialog,
  benchmark: BenchmarkDialog,
  share: ShareDialog,
  shared: SharedDialog,
  kept: KeptDialog,
  'opened-model': OpenModelDialog,
  'download-project': DownloadProjectDialog,
  'opened-project': OpenedProjectDialog,
  export: ExportDialog,
  python: PythonDialog,
  typescript: TypescriptDialog,
};

/** The overlay that the view names, if any. */
export function Overlays() {
  const { view } = useStride();
  const open = useStore(view, ({ overlay }) => overlay);
  if (open === null) return null;
  const Overlay = overlays[open];
  return (
    <Suspense fallback={null}>
      <Overlay onClose={() => view.setState({ overlay: null })} />
    </Suspense>
  );
}
