import { useEffect, useRef } from 'react';
import type { ModelGraph } from '#graph/model-graph.ts';
import { graphChange } from './graph-change.ts';
import { useCanvasViewport } from './use-viewport.ts';

/** Waits until xyflow has measured the canvas anew, which the list of problems below it may just have made smaller. */
function afterLayout(act: () => void): () => void {
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(act);
  });
  return () => cancelAnimationFrame(frame);
}

/** Fits the view to a graph that is new altogether, and brings layers that were added into sight. */
export function useFollowGraph(graph: ModelGraph): void {
  const viewport = useCanvasViewport();
  const previous = useRef(graph);
  useEffect(() => {
    const change = graphChange(previous.current, graph);
    previous.current = graph;
    if (change.kind === 'same') return;
    return afterLayout(() => {
      if (change.kind === 'added') viewport.show(change.last);
      else viewport.fit();
    });
  }, [graph, viewport]);
}
