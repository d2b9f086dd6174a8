/** The canvas as a place to drop layers from the palette: on free ground, or into an edge. */
import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { useReactFlow } from '@xyflow/react';
import { type RefObject, useEffect, useState } from 'react';
import { edgeAt } from '#graph/edge-curve.ts';
import { insertOnEdge } from '#graph/edits/insert-on-edge.ts';
import { definitionOf } from '#graph/layers/definition-of.ts';
import type { LayerType } from '#graph/layers/index.ts';
import { NODE_HEIGHT, NODE_WIDTH } from '#graph/layout.ts';
import type { Position } from '#graph/model-graph.ts';
import type { ShownEdge } from '#graph/shown-graph.ts';
import { addLayer, editGraph } from '#state/edit-graph.ts';
import { useStride } from '../../stride-context.ts';
import { draggedLayerType } from '../palette/layer-drag.ts';
import { edgeId } from './flow-edges.ts';

/** How near to an edge a drop goes into it, in canvas units and at least so many pixels on the screen. */
const reachUnits = 28;
const reachPixels = 18;

export interface LayerDrop {
  readonly isOver: boolean;
  /** The id of the edge that a drop here and now would go into. */
  readonly edge: string | null;
}

const away: LayerDrop = { isOver: false, edge: null };

export function useLayerDrop(element: RefObject<HTMLElement | null>): LayerDrop {
  const stride = useStride();
  const flow = useReactFlow();
  const [drop, setDrop] = useState(away);

  useEffect(() => {
    if (!element.current) return;
    const edgeUnder = (type: LayerType, point: Position): ShownEdge | null => {
      if (definitionOf(type).arity.max === 0) return null;
      const reach = Math.max(reachUnits, reachPixels / flow.getZoom());
      const edge = edgeAt(stride.shown(), point, reach);
      // Where an edge stands for several there is no telling which of them is meant.
      return edge?.edges.length === 1 ? edge : null;
    };
    const pointAt = (input: { clientX: number; clientY: number }) =>
      flow.screenToFlowPosition({ x: input.clientX, y: input.clientY });

    return dropTargetForElements({
      element: element.current,
      canDrop: ({ source }) => draggedLayerType(source.data) !== null,
      onDrag: ({ source, location }) => {
        const type = draggedLayerType(source.data);
        const edge = type && edgeUnder(type, pointAt(location.current.input));
        const id = edge ? edgeId(edge) : null;
        setDrop((before) => (before.isOver && before.edge === id ? before : { isOver: true, edge: id }));
      },
      onDragLeave: () => setDrop(away),
      onDrop: ({ source, location }) => {
        setDrop(away);
        const type = draggedLayerType(source.data);
        if (!type) return;
        const point = pointAt(location.current.input);
        const edge = edgeUnder(type, point);
        const position = { x: Math.round(point.x - NODE_WIDTH / 2), y: Math.round(point.y - NODE_HEIGHT / 2) };
        const [into] = edge?.edges ?? [];
        if (!into) {
          addLayer(stride, type, position);
          return;
        }
        const inserted = insertOnEdge(stride.project.getProject().graph, into, type);
        editGraph(stride, `Add ${type}`, () => inserted.graph);
        stride.selection.select([inserted.id]);
      },
    });
  }, [element, stride, flow]);

  return drop;
}
