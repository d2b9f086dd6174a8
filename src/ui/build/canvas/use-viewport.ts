/** Moves of the canvas's viewport: to everything, to one layer. */
import { getViewportForBounds, useReactFlow, useStoreApi, type Viewport } from '@xyflow/react';
import { useCallback, useMemo } from 'react';
import { NODE_HEIGHT, NODE_WIDTH } from '#graph/layout.ts';
import type { LayerNode, NodeId, Position } from '#graph/model-graph.ts';
import { showBlock } from '#state/shown.ts';
import type { Stride } from '#state/stride.ts';
import { useStride } from '../../stride-context.ts';

/** The rim is wider than the 40 px from which the view pans while an edge is drawn: no layer's handles lie in there. */
export const fitOptions = { padding: { x: '24px', top: '48px', bottom: '48px' }, maxZoom: 1.1 } as const;

export const minZoom = 0.05;
/** From here on a node's details can be read. */
const readableZoom = 0.55;
/** Below this not even a node's name can be read. */
const legibleZoom = 0.3;
/** How near one is to an empty canvas. */
const homeZoom = 0.75;
const homeMargin = 48;
const moveMilliseconds = 250;
const origin = { position: { x: 0, y: 0 } };
/** Frames to wait for a node to be drawn after the viewport has moved to it. */
const focusAttempts = 30;

/** Beyond so many layers only those in sight are drawn; up to it, Tab and screen readers reach all of them. */
export const mostDrawnAlways = 150;

/** No glide where every frame on the way would have to draw other layers. */
function glideMilliseconds(nodeCount: number): number {
  const isStill = nodeCount > mostDrawnAlways || window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  return isStill ? 0 : moveMilliseconds;
}

function focusNode(id: NodeId, attempts = focusAttempts): void {
  const element = document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`);
  if (element) element.focus({ preventScroll: true });
  else if (attempts > 0) requestAnimationFrame(() => focusNode(id, attempts - 1));
}

export interface CanvasViewport {
  fit(): void;
  /** Shows a network that was just opened: all of it where its names can still be read, else its beginning. */
  open(): void;
  /** Puts the origin, where a network begins, at the top of the middle. */
  goHome(): void;
  zoomIn(): void;
  zoomOut(): void;
  /** Brings a layer into sight: with the whole network where that can still be read, else by moving to the layer. */
  show(node: LayerNode): void;
  /** Moves to a layer of which nothing is in sight. */
  seek(node: LayerNode): void;
  /** Selects the layer, centres it and gives it the keyboard's focus. */
  reveal(id: NodeId): void;
}

export function useCanvasViewport(): CanvasViewport {
  const flow = useReactFlow();
  const store = useStoreApi();
  const stride = useStride();
  const duration = useCallback(() => glideMilliseconds(store.getState().nodes.length), [store]);

  const centre = useCallback(
    (id: NodeId) => {
      const position = placeOf(stride, id);
      if (!position) return;
      const zoom = Math.max(flow.getZoom(), readableZoom);
      const middle = { x: position.x + NODE_WIDTH / 2, y: position.y + NODE_HEIGHT / 2 };
      void flow.setCenter(middle.x, middle.y, { zoom, duration: duration() });
    },
    [flow, stride, duration],
  );

  return useMemo(
    () => ({
      fit: () => void flow.fitView({ ...fitOptions, duration: duration() }),
      open: () => {
        const { width, height } = store.getState();
        const nodes = flow.getNodes();
        const whole = getViewportForBounds(
          flow.getNodesBounds(nodes),
          width,
          height,
          0,
          fitOptions.maxZoom,
          fitOptions.padding,
        );
        const first = nodes.reduce((top, node) => (node.position.y < top.position.y ? node : top), nodes[0] ?? origin);
        const beginning = {
          x: width / 2 - (first.position.x + NODE_WIDTH / 2) * readableZoom,
          y: homeMargin - first.position.y * readableZoom,
          zoom: readableZoom,
        };
        const wanted = whole.zoom < legibleZoom ? beginning : whole;
        if (!isSameView(flow.getViewport(), wanted)) void flow.setViewport(wanted, { duration: duration() });
      },
      goHome: () => {
        const x = (store.getState().width - NODE_WIDTH * homeZoom) / 2;
        void flow.setViewport({ x, y: homeMargin, zoom: homeZoom });
      },
      zoomIn: () => void flow.zoomIn({ duration: duration() }),
      zoomOut: () => void flow.zoomOut({ duration: duration() }),
      show: (node) => {
        if (sightOf(placeOf(stride, node.id), flow.flowToScreenPosition) === 'whole') return;
        const { width, height } = store.getState();
        const bounds = flow.getNodesBounds(flow.getNodes());
        const whole = getViewportForBounds(bounds, width, height, minZoom, fitOptions.maxZoom, fitOptions.padding);
        if (whole.zoom >= readableZoom) void flow.setViewport(whole, { duration: duration() });
        else centre(node.id);
      },
      seek: (node) => {
        if (sightOf(placeOf(stride, node.id), flow.flowToScreenPosition) === 'none') centre(node.id);
      },
      reveal: (id) => {
        const node = stride.project.getProject().graph.nodes.find((candidate) => candidate.id === id);
        if (!node) return;
        if (node.block !== undefined) showBlock(stride, node.block, true);
        stride.selection.select([id]);
        centre(id);
        focusNode(id);
      },
    }),
    [flow, store, stride, centre, duration],
  );
}

/** To the pixel. */
function isSameView(one: Viewport, other: Viewport): boolean {
  return Math.abs(one.x - other.x) < 1 && Math.abs(one.y - other.y) < 1 && Math.abs(one.zoom - other.zoom) < 1e-3;
}

/** Where the canvas shows a layer, or the block that it is collapsed in. */
function placeOf(stride: Stride, id: NodeId): Position | undefined {
  const { nodes, shownAs } = stride.shown();
  const shown = shownAs.get(id);
  return nodes.find((node) => node.id === shown)?.position;
}

/** How much of the node at this place the canvas shows now. */
function sightOf(place: Position | undefined, toScreen: (place: Position) => Position): 'whole' | 'part' | 'none' {
  const canvas = document.querySelector('.react-flow')?.getBoundingClientRect();
  if (!canvas || !place) return 'whole';
  const { x, y } = place;
  const [start, end] = [toScreen({ x, y }), toScreen({ x: x + NODE_WIDTH, y: y + NODE_HEIGHT })];
  if (start.x >= canvas.right || start.y >= canvas.bottom || end.x <= canvas.left || end.y <= canvas.top) return 'none';
  const isWhole = start.x >= canvas.left && start.y >= canvas.top && end.x <= canvas.right && end.y <= canvas.bottom;
  return isWhole ? 'whole' : 'part';
}
