import { type ComponentType, lazy, Suspense } from 'react';
import { downloadProject } from '#state/project-file.ts';
import type { Stride } from '#state/stride.ts';
import { type WorkspaceId, workspaces } from '#state/workspaces.ts';
import { BuildWorkspace } from '#ui/build/BuildWorkspace.tsx';
import { ErrorBoundary } from '#ui/shell/ErrorBoundary.tsx';
import { PlannedWorkspace } from '#ui/shell/PlannedWorkspace.tsx';
import { Shell } from '#ui/shell/Shell.tsx';
import { WorkspaceSkeleton } from '#ui/shell/WorkspaceSkeleton.tsx';
import { StrideContext, useWorkspace } from '#ui/stride-context.ts';

// The app opens in Build; the code of the others comes when they are first visited.
const TrainWorkspace = lazy(() =>
  import('#ui/train/TrainWorkspace.tsx').then((module) => ({ default: module.TrainWorkspace })),
);
const DataWorkspace = lazy(() =>
  import('#ui/data/DataWorkspace.tsx').then((module) => ({ default: module.DataWorkspace })),
);

const screens: Readonly<Record<WorkspaceId, ComponentType>> = {
  data: DataWorkspace,
  augment: () => <PlannedWorkspace id="augment" />,
  build: BuildWorkspace,
  train: TrainWorkspace,
  pretrained: () => <PlannedWorkspace id="pretrained" />,
  detect: () => <PlannedWorkspace id="detect" />,
};

export interface AppProps {
  readonly stride: Stride;
}

export function App({ stride }: AppProps) {
  const download = () => downloadProject(stride);
  return (
    <ErrorBoundary subject="Stride" onDownload={download}>
      <StrideContext value={stride}>
        <Shell>
          <CurrentWorkspace onDownload={download} />
        </Shell>
      </StrideContext>
    </ErrorBoundary>
  );
}

interface CurrentWorkspaceProps {
  onDownload(): void;
}

function CurrentWorkspace({ onDownload }: CurrentWorkspaceProps) {
  const current = useWorkspace();
  const Screen = screens[current];
  const label = workspaces.find(({ id }) => id === current)?.label;
  // Keyed, so that a workspace that fell over does not take the next one with it.
  return (
    <ErrorBoundary key={current} subject={`The ${label} workspace`} onDownload={onDownload}>
      <Suspense fallback={<WorkspaceSkeleton />}>
        <Screen />
      </Suspense>
    </ErrorBoundary>
  );
}
