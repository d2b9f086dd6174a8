/**
 * Turns what xyflow reports into edits of the document. While nodes are dragged their places are kept here, and the
 * document hears once, when the drag ends: one undo step a drag, and no analysis of the graph at every pointer move.
 */
import type { NodeChange } from '@xyflow/react';
import { useCallback, useRef, useState } from 'react';
import { moveNodes } from '#graph/edits/move-nodes.ts';
import type { NodeId, Position } from '#graph/model-graph.ts';
import { layersShownBy } from '#graph/shown-graph.ts';
import { editGraph } from '#state/edit-graph.ts';
import type { Stride } from '#state/stride.ts';
import { useStride } from '../../stride-context.ts';
import { changedSelection } from './changed-selection.ts';
import type { CanvasFlowNode } from './flow-nodes.ts';

type Places = ReadonlyMap<NodeId, Position>;

const nowhere: Places = new Map();

/** Whole canvas units: nobody sees less, and saved documents stay short. */
function wholePlace({ x, y }: Position): Position {
  return { x: Math.round(x), y: Math.round(y) };
}

function move(stride: Stride, places: Places, gesture: string | null): void {
  const { nodes } = stride.project.getProject().graph;
  const moved = nodes.filter(({ id, position }) => {
    const place = places.get(id);
    return place && (place.x !== position.x || place.y !== position.y);
  });
  const [first] = moved;
  if (!first) return;
  const step = moved.length === 1 ? `Move ${first.name}` : `Move ${moved.length} layers`;
  editGraph(stride, step, (graph) => moveNodes(graph, places), gesture);
}

export function useNodeChanges(): { moved: Places; onNodesChange(changes: NodeChange<CanvasFlowNode>[]): void } {
  const stride = useStride();
  const [moved, setMoved] = useState(nowhere);
  const isDragging = useRef(false);

  const onNodesChange = useCallback(
    (changes: NodeChange<CanvasFlowNode>[]) => {
      const selections = changes.filter((change) => change.type === 'select');
      if (selections.length > 0) {
        const changed = selections.flatMap(({ id, selected }) =>
          layersShownBy(stride.shown(), id).map((layer) => ({ id: layer, selected })),
        );
        stride.selection.select(changedSelection(stride.selection.get(), changed));
      }
      const positions = changes.filter((change) => change.type === 'position');
      if (positions.length === 0) return;
      const places = new Map(
        positions.flatMap(({ id, position }) => (position ? [[id as NodeId, wholePlace(position)]] : [])),
      );
      if (positions.some(({ dragging }) => dragging)) {
        isDragging.current = true;
        setMoved((before) => new Map([...before, ...places]));
        return;
      }
      // Arrow keys come without a drag; a row of them on the same layers is one step.
      const gesture = isDragging.current ? null : `move ${[...places.keys()].join()}`;
      isDragging.current = false;
      setMoved(nowhere);
      move(stride, places, gesture);
    },
    [stride],
  );
  return { moved, onNodesChange };
}
