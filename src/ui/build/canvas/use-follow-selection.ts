import { useEffect } from 'react';
import type { NodeId } from '#graph/model-graph.ts';
import { useStride } from '../../stride-context.ts';
import { afterLayout } from './after-layout.ts';
import { useCanvasViewport } from './use-viewport.ts';

/** Moves to a layer that was selected from elsewhere while it is out of sight. */
export function useFollowSelection(selected: readonly NodeId[]): void {
  const stride = useStride();
  const viewport = useCanvasViewport();
  const only = selected.length === 1 ? selected[0] : undefined;
  useEffect(() => {
    if (only === undefined) return;
    return afterLayout(() => {
      const node = stride.project.getProject().graph.nodes.find(({ id }) => id === only);
      if (node) viewport.seek(node);
    });
  }, [only, stride, viewport]);
}
