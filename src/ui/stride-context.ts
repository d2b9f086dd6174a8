/** How screens reach the state: one context, and hooks that subscribe to as little as they need. */
import { createContext, useContext, useSyncExternalStore } from 'react';
import { type StoreApi, useStore } from 'zustand';
import { present } from '#base/assert.ts';
import type { GraphAnalysis } from '#graph/analysis.ts';
import type { Project } from '#graph/project/project.ts';
import type { ShownGraph } from '#graph/shown-graph.ts';
import type { ProjectHistory } from '#state/project-store.ts';
import type { Stride } from '#state/stride.ts';
import type { WorkspaceId } from '#state/workspaces.ts';

export const StrideContext = createContext<Stride | null>(null);

export function useStride(): Stride {
  return present(useContext(StrideContext), 'a screen stands outside StrideContext');
}

/** A part of the document. `select` must give a stable value for an unchanged document. */
export function useProject<Part>(select: (project: Project) => Part): Part {
  return useStore(useStride().project.store, ({ project }) => select(project));
}

/** The workspace that is shown. */
export function useWorkspace(): WorkspaceId {
  return useStore(useStride().view, ({ workspace }) => workspace);
}

/** The analysis of the document's graph, anew when the graph or the data set changes. */
export function useAnalysis(): GraphAnalysis {
  const stride = useStride();
  return useSyncExternalStore((notify) => {
    const stops = [stride.project.store.subscribe(notify), stride.dataset.subscribe(notify)];
    return () => {
      for (const stop of stops) stop();
    };
  }, stride.analysis);
}

/** The graph as the canvas shows it, anew when the graph changes or a block is expanded or collapsed. */
export function useShownGraph(): ShownGraph {
  const stride = useStride();
  return useSyncExternalStore((notify) => {
    const stops = [stride.project.store.subscribe(notify), stride.view.subscribe(notify)];
    return () => {
      for (const stop of stops) stop();
    };
  }, stride.shown);
}

/** What Undo and Redo offer. */
export function useHistory(): ProjectHistory {
  const { project } = useStride();
  // Both stores change with every step; the names that are offered live in both.
  const undo = useOffer(project.store, () => project.offers().undo);
  const redo = useOffer(project.store, () => project.offers().redo);
  return { undo, redo };
}

function useOffer<State>(store: StoreApi<State>, offer: () => string | null): string | null {
  const { history } = useStride().project;
  return useSyncExternalStore((notify) => {
    const stops = [store.subscribe(notify), history.subscribe(notify)];
    return () => {
      for (const stop of stops) stop();
    };
  }, offer);
}
