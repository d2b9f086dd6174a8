import type { ReactNode } from 'react';
import { useStride } from '#ui/stride-context.ts';
import { Notices } from './Notices.tsx';
import { Overlays } from './Overlays.tsx';
import { TopBar } from './TopBar.tsx';
import { TrainingStrip } from './TrainingStrip.tsx';
import { useOpenModelDrop } from './use-open-model-drop.ts';
import { WorkspaceRail } from './WorkspaceRail.tsx';

export interface ShellProps {
  /** The workspace. */
  readonly children: ReactNode;
}

/** What every workspace shares: the rail, the bar on top and the strip at the bottom. */
export function Shell({ children }: ShellProps) {
  useOpenModelDrop(useStride());
  return (
    <>
      <div className="shell-grid h-dvh w-full overflow-hidden">
        <button
          type="button"
          className="sr-only z-50 rounded-medium bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
          onClick={() => document.getElementById('workspace')?.focus()}
        >
          Skip to the workspace
        </button>
        <WorkspaceRail />
        <TopBar />
        <main
          id="workspace"
          tabIndex={-1}
          className="relative min-h-0 min-w-0 overflow-hidden outline-none [grid-area:main]"
        >
          {children}
        </main>
        <Notices />
        <TrainingStrip />
      </div>
      <Overlays />
    </>
  );
}
