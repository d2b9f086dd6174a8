import { useEffect, useRef } from 'react';
import type { ModelGraph } from '#graph/model-graph.ts';
import { afterLayout } from './after-layout.ts';
import { graphChange } from './graph-change.ts';
import { useCanvasViewport } from './use-viewport.ts';

/** Opens the view on a graph that is new altogether, and brings layers that were added into sight. */
export function useFollowGraph(graph: ModelGraph): void {
  const viewport = useCanvasViewport();
  const previous = useRef(graph);
  const startsEmpty = useRef(graph.nodes.length === 0);
  useEffect(() => afterLayout(startsEmpty.current ? viewport.goHome : viewport.open), [viewport]);
  useEffect(() => {
    const change = graphChange(previous.current, graph);
    previous.current = graph;
    if (change.kind === 'same') return;
    return afterLayout(() => {
      if (change.kind === 'added') viewport.show(change.last);
      else if (change.kind === 'emptied') viewport.goHome();
      else viewport.open();
    });
  }, [graph, viewport]);
}
