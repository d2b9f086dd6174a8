/** The document's graph as the canvas shows it, computed once per graph and choice of expanded blocks. */

import type { ModelGraph } from '#graph/model-graph.ts';
import { blockNames, type ShownGraph, shownGraph } from '#graph/shown-graph.ts';
import type { ProjectStore } from './project-store.ts';
import type { Stride } from './stride.ts';
import type { ViewStore } from './view-store.ts';

export function createShown(project: ProjectStore, view: ViewStore): () => ShownGraph {
  let last: { readonly graph: ModelGraph; readonly expanded: ReadonlySet<string>; readonly shown: ShownGraph } | null =
    null;
  return () => {
    const { graph } = project.getProject();
    const expanded = view.getState().expandedBlocks;
    if (last?.graph !== graph || last.expanded !== expanded)
      last = { graph, expanded, shown: shownGraph(graph, expanded) };
    return last.shown;
  };
}

/** Shows a block's layers one by one, or as one node again. */
export function showBlock(stride: Stride, name: string, isExpanded: boolean): void {
  const expanded = new Set(stride.view.getState().expandedBlocks);
  if (isExpanded) expanded.add(name);
  else expanded.delete(name);
  stride.view.setState({ expandedBlocks: expanded });
}

export function expandAllBlocks(stride: Stride): void {
  stride.view.setState({ expandedBlocks: new Set(blockNames(stride.project.getProject().graph)) });
}

export function collapseAllBlocks(stride: Stride): void {
  stride.view.setState({ expandedBlocks: new Set() });
}
