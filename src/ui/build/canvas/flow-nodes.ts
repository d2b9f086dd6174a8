/**
 * The document's layers as xyflow nodes. A node that would look the same keeps its identity, so that memoised cards
 * do not render again when something elsewhere in the graph changes.
 */
import { type Node, Position } from '@xyflow/react';
import { formatCount, formatPercent, formatShape } from '#base/format.ts';
import type { GraphAnalysis, Problem } from '#graph/analysis.ts';
import type { LayerFamily } from '#graph/families.ts';
import { definitionOf } from '#graph/layers/definition-of.ts';
import type { LayerType } from '#graph/layers/index.ts';
import { NODE_HEIGHT, NODE_WIDTH } from '#graph/layout.ts';
import type { Position as GraphPosition, LayerNode, NodeId } from '#graph/model-graph.ts';
import type { ShownGraph, ShownNode } from '#graph/shown-graph.ts';
import { type BlockNodeData, blockData, blockLabel, sameBlock } from './block-node.ts';

export type LayerNodeData = {
  readonly name: string;
  readonly type: LayerType;
  readonly family: LayerFamily;
  /** The two settings that matter most: `32 filters · 3 × 3`. */
  readonly highlights: string;
  /** `26 × 26 × 32`; null where it could not be inferred. */
  readonly output: string | null;
  readonly parameters: number;
  readonly isFrozen: boolean;
  /** The layer whose weights it uses; null where it has its own. */
  readonly weightsOf: string | null;
  /** Share of the network's multiply-adds, 0..1. */
  readonly share: number;
  readonly fault: Problem['severity'] | null;
  /** Its share of the time that a profiled training step took, 0..1; null where none is shown. */
  readonly heat: number | null;
  readonly readsInput: boolean;
};

export type LayerFlowNode = Node<LayerNodeData, 'layer'>;
export type BlockFlowNode = Node<BlockNodeData, 'block'>;
export type CanvasFlowNode = LayerFlowNode | BlockFlowNode;

export interface FlowNodesInput {
  readonly shown: ShownGraph;
  readonly analysis: GraphAnalysis;
  readonly selected: readonly NodeId[];
  /** Each layer's share of a profiled step's time, by name; null where it is not shown. */
  readonly heat: ReadonlyMap<string, number> | null;
  /** Where nodes that are being dragged are now. */
  readonly moved: ReadonlyMap<NodeId, GraphPosition>;
}

/** The dots' size, as in the style sheet: what is said here has to be what xyflow measures once a node is drawn. */
const handleSize = 12;
const handleBox = { id: null, x: (NODE_WIDTH - handleSize) / 2, width: handleSize, height: handleSize } as const;
/** Handles in fixed places, so that nodes that were never drawn still have edges. */
const topHandle = { ...handleBox, type: 'target', position: Position.Top, y: -handleSize / 2 } as const;
const bottomHandle = {
  ...handleBox,
  type: 'source',
  position: Position.Bottom,
  y: NODE_HEIGHT - handleSize / 2,
} as const;

/** What a screen reader says of a node: `conv2d_1, Conv2D, output 26 × 26 × 32, 320 parameters`. */
function nodeLabel({ name, type, output, parameters, weightsOf, fault, heat }: LayerNodeData): string {
  const parts = [name, type, `output ${output ?? 'unknown'}`];
  if (output !== null) parts.push(`${formatCount(parameters)} parameters`);
  if (weightsOf !== null) parts.push(`weights of ${weightsOf}`);
  if (fault) parts.push(fault);
  if (heat !== null) parts.push(`${formatPercent(heat, 0)} of the time`);
  return parts.join(', ');
}

/** The worst problem of each node that has one. */
function faultsByNode(problems: readonly Problem[]): ReadonlyMap<NodeId, Problem['severity']> {
  const faults = new Map<NodeId, Problem['severity']>();
  for (const { nodes, severity } of problems) {
    const blamed = nodes[0];
    if (blamed !== undefined && faults.get(blamed) !== 'error') faults.set(blamed, severity);
  }
  return faults;
}

/** The nodes to draw, reusing those of `previous` that have not changed. */
export function flowNodes(input: FlowNodesInput, previous: readonly CanvasFlowNode[]): CanvasFlowNode[] {
  const { shown, analysis, moved, heat } = input;
  const before = new Map(previous.map((node) => [node.id, node]));
  const faults = faultsByNode(analysis.problems);
  const selected = new Set(input.selected);
  const originals = originalNames(shown);
  return shown.nodes.map((node): CanvasFlowNode => {
    const position = moved.get(node.id) ?? node.position;
    const isSelected = layersOf(node).every(({ id }) => selected.has(id));
    const old = before.get(node.id);
    const isStill =
      old?.selected === isSelected && samePlace(old.position, position) && old.draggable !== shown.isCollapsed;
    if (node.kind === 'block') {
      const fresh = blockData(node, analysis, faults, heat);
      const data = old?.type === 'block' && sameBlock(old.data, fresh) ? old.data : fresh;
      if (isStill && old.data === data) return old;
      const look = lookOf(isSelected, shown.isCollapsed, 'block');
      // An edge that is drawn to a block would not say to which of its layers.
      return {
        id: node.id,
        type: 'block',
        data,
        position,
        handles: [topHandle, bottomHandle],
        connectable: false,
        ariaLabel: blockLabel(data),
        ...look,
      };
    }
    const fresh = nodeData(node.layer, analysis, faults.get(node.id) ?? null, heat, originals);
    const data = old?.type === 'layer' && sameData(old.data, fresh) ? old.data : fresh;
    if (isStill && old.data === data) return old;
    const handles = data.readsInput ? [topHandle, bottomHandle] : [bottomHandle];
    return {
      id: node.id,
      type: 'layer',
      data,
      position,
      handles,
      ariaLabel: nodeLabel(data),
      ...lookOf(isSelected, shown.isCollapsed, 'layer'),
    };
  });
}

const layersOf = (node: ShownNode): readonly LayerNode[] => (node.kind === 'layer' ? [node.layer] : node.layers);

/** Names of the layers that others share the weights of. */
function originalNames({ nodes }: ShownGraph): ReadonlyMap<NodeId, string> {
  const layers = nodes.flatMap(layersOf);
  const originals = new Set(layers.map(({ sharesWeightsOf }) => sharesWeightsOf));
  return new Map(layers.filter(({ id }) => originals.has(id)).map(({ id, name }) => [id, name]));
}

/** What layers and blocks have in common. While a block is collapsed all stand in rows, and nobody moves them. */
function lookOf(selected: boolean, isCollapsed: boolean, role: string) {
  return {
    selected,
    draggable: !isCollapsed,
    width: NODE_WIDTH,
    height: NODE_HEIGHT,
    measured: { width: NODE_WIDTH, height: NODE_HEIGHT },
    ariaRole: 'group',
    domAttributes: { 'aria-roledescription': role, ...(selected ? { 'aria-current': true } : {}) },
  } as const;
}

function nodeData(
  layer: LayerNode,
  analysis: GraphAnalysis,
  fault: LayerNodeData['fault'],
  heat: FlowNodesInput['heat'],
  originals: ReadonlyMap<NodeId, string>,
): LayerNodeData {
  const definition = definitionOf(layer.type);
  const computed = analysis.nodes.get(layer.id);
  const { multiplyAdds } = analysis.totals;
  return {
    name: layer.name,
    type: layer.type,
    family: definition.family,
    highlights: definition.highlights(layer.config).slice(0, 2).join(' · '),
    output: computed ? formatShape(computed.output) : null,
    parameters: computed?.parameters ?? 0,
    isFrozen: !layer.trainable && (computed?.parameters ?? 0) > 0,
    weightsOf: (layer.sharesWeightsOf && originals.get(layer.sharesWeightsOf)) ?? null,
    share: computed && multiplyAdds > 0 ? computed.multiplyAdds / multiplyAdds : 0,
    fault,
    heat: heat && (heat.get(layer.name) ?? 0),
    readsInput: definition.arity.max > 0,
  };
}

function samePlace(a: GraphPosition, b: GraphPosition): boolean {
  return a.x === b.x && a.y === b.y;
}

function sameData(a: LayerNodeData, b: LayerNodeData): boolean {
  return (Object.keys(a) as (keyof LayerNodeData)[]).every((key) => a[key] === b[key]);
}
