/**
 * Choosing one node out of a selection of several. xyflow leaves the selection as it is when one of its nodes is clicked
 * or confirmed with Enter; here that means this node alone.
 */
import type { NodeMouseHandler } from '@xyflow/react';
import { type KeyboardEvent, useCallback } from 'react';
import type { NodeId } from '#graph/model-graph.ts';
import { useStride } from '../../stride-context.ts';
import type { LayerFlowNode } from './flow-nodes.ts';

interface Modifiers {
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

export function useSelectOnly() {
  const { selection } = useStride();
  const selectOnly = useCallback(
    (id: string, { shiftKey, ctrlKey, metaKey }: Modifiers) => {
      if (shiftKey || ctrlKey || metaKey || selection.get().length < 2) return;
      selection.select([id as NodeId]);
    },
    [selection],
  );
  const onNodeClick = useCallback<NodeMouseHandler<LayerFlowNode>>(
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
