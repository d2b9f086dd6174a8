import { downloadProject } from '#state/project-file.ts';
import type { Stride } from '#state/stride.ts';
import { workspaces } from '#state/workspaces.ts';
import { ErrorBoundary } from '#ui/shell/ErrorBoundary.tsx';
import { Shell } from '#ui/shell/Shell.tsx';
import { WorkspaceSkeleton } from '#ui/shell/WorkspaceSkeleton.tsx';
import { StrideContext, useWorkspace } from '#ui/stride-context.ts';
import { useScreen } from './screens.tsx';

export interface AppProps {
  readonly stride: Stride;
}

export function App({ stride }: AppProps) {
  const download = () => downloadProject(stride);
  return (
    <ErrorBoundary subject="Stride" onDownload={download}>
      <StrideContext value={stride}>
        <Shell>
          <Workspace onDownload={download} />
        </Shell>
      </StrideContext>
    </ErrorBoundary>
  );
}

interface WorkspaceProps {
  onDownload(): void;
}

function Workspace({ onDownload }: WorkspaceProps) {
  const current = useWorkspace();
  const label = workspaces.find(({ id }) => id === current)?.label;
  // Keyed, so that a workspace that fell over does not take the next one with it.
  return (
    <ErrorBoundary key={current} subject={`The ${label} workspace`} onDownload={onDownload}>
      <CurrentScreen />
    </ErrorBoundary>
  );
}

function CurrentScreen() {
  const Screen = useScreen(useWorkspace());
  return Screen ? <Screen /> : <WorkspaceSkeleton />;
}
