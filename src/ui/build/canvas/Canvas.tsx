/** The network on its canvas. xyflow draws it; the document says what it is, and hears every change as a named step. */
import './canvas.css';
import { Background, type EdgeTypes, MiniMap, type NodeTypes, ReactFlow, SelectionMode } from '@xyflow/react';
import { useMemo, useRef } from 'react';
import { classNames } from '../../kit/class-names.ts';
import { familyLooks } from '../../kit/family.ts';
import { useAnalysis, useProject, useShownGraph } from '../../stride-context.ts';
import { useSelection } from '../use-selection.ts';
import { BlockCard } from './BlockCard.tsx';
import { CanvasControls } from './CanvasControls.tsx';
import { CanvasStatus } from './CanvasStatus.tsx';
import { EmptyCanvas } from './EmptyCanvas.tsx';
import { flowEdges, type ShapeFlowEdge } from './flow-edges.ts';
import { type CanvasFlowNode, flowNodes } from './flow-nodes.ts';
import { LayerCard } from './LayerCard.tsx';
import { ShapeEdge } from './ShapeEdge.tsx';
import { useEdgeEdits } from './use-edge-edits.ts';
import { useFollowGraph } from './use-follow-graph.ts';
import { useFollowSelection } from './use-follow-selection.ts';
import { useHeat } from './use-heat.ts';
import { useKeptFocus } from './use-kept-focus.ts';
import { useLayerDrop } from './use-layer-drop.ts';
import { useNodeChanges } from './use-node-changes.ts';
import { useSelectOnly } from './use-select-only.ts';
import { fitOptions, minZoom, mostDrawnAlways } from './use-viewport.ts';

const nodeTypes: NodeTypes = { layer: LayerCard, block: BlockCard };
const edgeTypes: EdgeTypes = { shape: ShapeEdge };
const multiSelectionKeys = ['Shift', 'Meta', 'Control'];
const deleteKeys = ['Delete', 'Backspace'];
const ariaLabels = {
  'node.a11yDescription.default':
    'Press Enter or Space to select the layer, then the arrow keys to move it and Delete to delete it. Its settings and connections are in the region Layer settings.',
  'minimap.ariaLabel': 'Minimap',
};

export function Canvas({ hasMinimap }: { readonly hasMinimap: boolean }) {
  const canvas = useRef<HTMLElement>(null);
  const graph = useProject((project) => project.graph);
  const shown = useShownGraph();
  const analysis = useAnalysis();
  const selected = useSelection();
  const { moved, onNodesChange } = useNodeChanges();
  const heat = useHeat();
  const { onNodeClick, onKeyDown } = useSelectOnly();
  const { selectedEdge, ...edgeEdits } = useEdgeEdits();
  const drop = useLayerDrop(canvas);
  useFollowGraph(graph);
  useFollowSelection(selected);
  useKeptFocus(canvas, graph);

  const lastNodes = useRef<readonly CanvasFlowNode[]>([]);
  const nodes = useMemo(() => {
    const next = flowNodes({ shown, analysis, selected, moved, heat }, lastNodes.current);
    lastNodes.current = next;
    return next;
  }, [shown, analysis, selected, moved, heat]);

  // Selected layers are deleted by the command of that name. xyflow keeps the keys it listens to from everybody else, so
  // it listens only while a connection alone is selected.
  const edgeAlone = selected.length === 0 ? selectedEdge : null;

  const lastEdges = useRef<readonly ShapeFlowEdge[]>([]);
  const edges = useMemo(() => {
    const next = flowEdges({ shown, analysis, selected: edgeAlone, dropTarget: drop.edge }, lastEdges.current);
    lastEdges.current = next;
    return next;
  }, [shown, analysis, edgeAlone, drop.edge]);

  return (
    <section
      ref={canvas}
      tabIndex={-1}
      aria-label="Model"
      className={classNames(
        'model-canvas -outline-offset-2 relative h-full min-h-0 w-full',
        drop.isOver && 'drop-ready',
      )}
    >
      <ReactFlow
        aria-label="Canvas"
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={onNodesChange}
        onNodeClick={onNodeClick}
        onKeyDown={onKeyDown}
        {...edgeEdits}
        onlyRenderVisibleElements={nodes.length > mostDrawnAlways}
        fitView
        fitViewOptions={fitOptions}
        minZoom={minZoom}
        maxZoom={2}
        connectionRadius={36}
        edgesFocusable={false}
        deleteKeyCode={edgeAlone === null ? null : deleteKeys}
        multiSelectionKeyCode={multiSelectionKeys}
        selectionMode={SelectionMode.Partial}
        panActivationKeyCode={null}
        // A network that fits the canvas reaches its rims, so a box begins there, and the view would run away from it.
        autoPanOnSelection={false}
        ariaLabelConfig={ariaLabels}
      >
        <Background gap={24} size={1.5} />
        {hasMinimap && graph.nodes.length > 0 && (
          <MiniMap<CanvasFlowNode>
            pannable
            zoomable
            position="bottom-right"
            nodeColor={({ data }) => ('family' in data ? familyLooks[data.family].color : 'var(--color-ink-faint)')}
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
