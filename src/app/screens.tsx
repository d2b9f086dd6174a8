/**
 * The workspaces' screens, each loaded when it is first asked for, so that the shell is painted before any of them. Not
 * by `React.lazy`: React holds a screen back for 300 ms once it has shown a skeleton in its place.
 */
import { type ComponentType, useEffect, useState, useSyncExternalStore } from 'react';
import type { WorkspaceId } from '#state/workspaces.ts';

const loaders: Readonly<Record<WorkspaceId, () => Promise<ComponentType>>> = {
  data: async () => (await import('#ui/data/DataWorkspace.tsx')).DataWorkspace,
  augment: async () => (await import('#ui/augment/AugmentWorkspace.tsx')).AugmentWorkspace,
  build: async () => (await import('#ui/build/BuildWorkspace.tsx')).BuildWorkspace,
  train: async () => (await import('#ui/train/TrainWorkspace.tsx')).TrainWorkspace,
  pretrained: async () => (await import('#ui/pretrained/PretrainedWorkspace.tsx')).PretrainedWorkspace,
  detect: async () => (await import('#ui/detect/DetectWorkspace.tsx')).DetectWorkspace,
};

const loaded = new Map<WorkspaceId, ComponentType>();
const waiting = new Set<() => void>();

/** Loads a screen ahead of its use. Rejects where its code cannot be fetched; the next call tries again. */
export async function loadScreen(id: WorkspaceId): Promise<void> {
  if (loaded.has(id)) return;
  loaded.set(id, await loaders[id]());
  for (const arrived of waiting) arrived();
}

function onArrival(arrived: () => void): () => void {
  waiting.add(arrived);
  return () => waiting.delete(arrived);
}

/** The screen of a workspace, or null while it loads. Throws into the nearest error boundary where it cannot be loaded. */
export function useScreen(id: WorkspaceId): ComponentType | null {
  // Not a state set by an effect: a screen that arrives between the first paint and the effect would never be shown.
  const screen = useSyncExternalStore(onArrival, () => loaded.get(id) ?? null);
  const [, fail] = useState(null);
  useEffect(() => {
    loadScreen(id).catch((thrown: unknown) =>
      fail(() => {
        throw thrown;
      }),
    );
  }, [id]);
  return screen;
}
