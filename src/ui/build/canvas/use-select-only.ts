/**
 * Choosing one node out of a selection of several. xyflow leaves the selection as it is when one of its nodes is clicked
 * or confirmed with Enter; here that means this node alone.
 */
import type { NodeMouseHandler } from '@xyflow/react';
import { type KeyboardEvent, useCallback } from 'react';
import { layersShownBy } from '#graph/shown-graph.ts';
import { useStride } from '../../stride-context.ts';
import type { CanvasFlowNode } from './flow-nodes.ts';

interface Modifiers {
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

export function useSelectOnly() {
  const { selection, shown } = useStride();
  const selectOnly = useCallback(
    (id: string, { shiftKey, ctrlKey, metaKey }: Modifiers) => {
      if (shiftKey || ctrlKey || metaKey || selection.get().length < 2) return;
      selection.select(layersShownBy(shown(), id));
    },
    [selection, shown],
  );
  const onNodeClick = useCallback<NodeMouseHandler<CanvasFlowNode>>(
    (event, { id }) => selectOnly(id, event),
    [selectOnly],
  );
  const onKeyDown = useCallback(
    (event: KeyboardEvent<HTMLElement>) => {
      const id = event.target instanceof HTMLElement ? event.target.dataset.id : undefined;
      if (id && (event.key === 'Enter' || event.key === ' ')) selectOnly(id, event);
    },
    [selectOnly],
  );
  return { onNodeClick, onKeyDown };
}
