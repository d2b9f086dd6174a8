/** The network on its canvas. xyflow draws it; the document says what it is, and hears every change as a named step. */
import './canvas.css';
import {
  Background,
  type Connection,
  type Edge,
  type EdgeChange,
  type EdgeTypes,
  MiniMap,
  type NodeTypes,
  ReactFlow,
  SelectionMode,
} from '@xyflow/react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { connect, disconnect } from '#graph/edits/connect.ts';
import type { NodeId } from '#graph/model-graph.ts';
import { editGraph } from '#state/edit-graph.ts';
import { classNames } from '../../kit/class-names.ts';
import { familyLooks } from '../../kit/family.ts';
import { useAnalysis, useProject, useStride } from '../../stride-context.ts';
import { useSelection } from '../use-selection.ts';
import { CanvasControls } from './CanvasControls.tsx';
import { CanvasStatus } from './CanvasStatus.tsx';
import { EmptyCanvas } from './EmptyCanvas.tsx';
import { flowEdges, type ShapeFlowEdge } from './flow-edges.ts';
import { flowNodes, type LayerFlowNode } from './flow-nodes.ts';
import { LayerCard } from './LayerCard.tsx';
import { ShapeEdge } from './ShapeEdge.tsx';
import { useFollowGraph } from './use-follow-graph.ts';
import { useKeptFocus } from './use-kept-focus.ts';
import { useLayerDrop } from './use-layer-drop.ts';
import { useNodeChanges } from './use-node-changes.ts';
import { fitOptions, minZoom } from './use-viewport.ts';

const nodeTypes: NodeTypes = { layer: LayerCard };
const edgeTypes: EdgeTypes = { shape: ShapeEdge };
/** Beyond so many layers only those in sight are drawn; up to it, Tab and screen readers reach all of them. */
const mostDrawnAlways = 150;
const multiSelectionKeys = ['Shift', 'Meta', 'Control'];
const deleteKeys = ['Delete', 'Backspace'];
const ariaLabels = {
  'node.a11yDescription.default':
    'Press Enter or Space to select the layer, then the arrow keys to move it and Delete to delete it. Its settings and connections are in the region Layer settings.',
  'minimap.ariaLabel': 'Minimap',
};

export function Canvas({ hasMinimap }: { readonly hasMinimap: boolean }) {
  const stride = useStride();
  const canvas = useRef<HTMLElement>(null);
  const graph = useProject((project) => project.graph);
  const analysis = useAnalysis();
  const selected = useSelection();
  const { moved, onNodesChange } = useNodeChanges();
  const [selectedEdge, setSelectedEdge] = useState<string | null>(null);
  const drop = useLayerDrop(canvas);
  useFollowGraph(graph);
  useKeptFocus(canvas, graph);

  const lastNodes = useRef<readonly LayerFlowNode[]>([]);
  const nodes = useMemo(() => {
    const next = flowNodes({ graph, analysis, selected, moved }, lastNodes.current);
    lastNodes.current = next;
    return next;
  }, [graph, analysis, selected, moved]);

  const lastEdges = useRef<readonly ShapeFlowEdge[]>([]);
  const edges = useMemo(() => {
    const next = flowEdges({ graph, analysis, selected: selectedEdge, dropTarget: drop.edge }, lastEdges.current);
    lastEdges.current = next;
    return next;
  }, [graph, analysis, selectedEdge, drop.edge]);

  const onEdgesChange = useCallback((changes: EdgeChange<ShapeFlowEdge>[]) => {
    for (const change of changes) {
      if (change.type === 'select') {
        setSelectedEdge((before) => (change.selected ? change.id : before === change.id ? null : before));
      }
    }
  }, []);

  const onConnect = useCallback(
    ({ source, target }: Connection) => {
      const name = (id: string) => stride.project.getProject().graph.nodes.find((node) => node.id === id)?.name ?? id;
      editGraph(stride, `Connect ${name(source)} to ${name(target)}`, (before) =>
        connect(before, source as NodeId, target as NodeId),
      );
    },
    [stride],
  );

  const isValidConnection = useCallback(
    ({ source, target }: Connection | Edge) =>
      source !== target &&
      !stride.project.getProject().graph.edges.some((edge) => edge.source === source && edge.target === target),
    [stride],
  );

  // Selected layers are deleted by the command of that name; xyflow's delete key serves edges only.
  const onBeforeDelete = useCallback(
    async ({ nodes: doomed, edges: doomedEdges }: { nodes: LayerFlowNode[]; edges: ShapeFlowEdge[] }) =>
      doomed.length > 0 ? false : { nodes: [], edges: doomedEdges },
    [],
  );
  const onEdgesDelete = useCallback(
    (deleted: ShapeFlowEdge[]) => {
      for (const { source, target, data } of deleted) {
        const edge = { source: source as NodeId, target: target as NodeId };
        editGraph(stride, `Disconnect ${data.ends}`, (before) => disconnect(before, edge));
      }
      setSelectedEdge(null);
    },
    [stride],
  );

  return (
    <section
      ref={canvas}
      tabIndex={-1}
      aria-label="Model"
      className={classNames(
        'model-canvas -outline-offset-2 relative h-full min-h-0 w-full',
        drop.isOver && 'ring-2 ring-accent ring-inset',
      )}
    >
      <ReactFlow
        aria-label="Canvas"
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onEdgesDelete={onEdgesDelete}
        onBeforeDelete={onBeforeDelete}
        onConnect={onConnect}
        isValidConnection={isValidConnection}
        onlyRenderVisibleElements={nodes.length > mostDrawnAlways}
        fitView
        fitViewOptions={fitOptions}
        minZoom={minZoom}
        maxZoom={2}
        connectionRadius={36}
        edgesFocusable={false}
        deleteKeyCode={deleteKeys}
        multiSelectionKeyCode={multiSelectionKeys}
        selectionMode={SelectionMode.Partial}
        panActivationKeyCode={null}
        ariaLabelConfig={ariaLabels}
      >
        <Background gap={24} size={1.5} />
        {hasMinimap && graph.nodes.length > 0 && (
          <MiniMap<LayerFlowNode>
            pannable
            zoomable
            position="bottom-right"
            nodeColor={({ data }) => familyLooks[data.family].color}
            nodeBorderRadius={24}
            className="overflow-hidden rounded-medium border border-line shadow-low"
            style={{ width: 140, height: 150, marginBottom: 28 }}
          />
        )}
      </ReactFlow>
      <CanvasStatus canvas={canvas} />
      <CanvasControls />
      {graph.nodes.length === 0 && <EmptyCanvas />}
    </section>
  );
}
