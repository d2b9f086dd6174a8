/**
 * The document's layers as xyflow nodes. A node that would look the same keeps its identity, so that memoised cards
 * do not render again when something elsewhere in the graph changes.
 */
import { type Node, Position } from '@xyflow/react';
import { formatCount, formatShape } from '#base/format.ts';
import type { GraphAnalysis, Problem } from '#graph/analysis.ts';
import type { LayerFamily } from '#graph/families.ts';
import { definitionOf } from '#graph/layers/definition-of.ts';
import type { LayerType } from '#graph/layers/index.ts';
import { NODE_HEIGHT, NODE_WIDTH } from '#graph/layout.ts';
import type { Position as GraphPosition, LayerNode, ModelGraph, NodeId } from '#graph/model-graph.ts';

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
  /** Share of the network's multiply-adds, 0..1. */
  readonly share: number;
  readonly fault: Problem['severity'] | null;
  readonly readsInput: boolean;
};

export type LayerFlowNode = Node<LayerNodeData, 'layer'>;

export interface FlowNodesInput {
  readonly graph: ModelGraph;
  readonly analysis: GraphAnalysis;
  readonly selected: readonly NodeId[];
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
function nodeLabel({ name, type, output, parameters, fault }: LayerNodeData): string {
  const parts = [name, type, `output ${output ?? 'unknown'}`];
  if (output !== null) parts.push(`${formatCount(parameters)} parameters`);
  if (fault) parts.push(fault);
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
export function flowNodes(input: FlowNodesInput, previous: readonly LayerFlowNode[]): LayerFlowNode[] {
  const { graph, analysis, moved } = input;
  const before = new Map(previous.map((node) => [node.id, node]));
  const faults = faultsByNode(analysis.problems);
  const selected = new Set(input.selected);
  return graph.nodes.map((layer) => {
    const data = nodeData(layer, analysis, faults.get(layer.id) ?? null);
    const position = moved.get(layer.id) ?? layer.position;
    const isSelected = selected.has(layer.id);
    const old = before.get(layer.id);
    if (old?.selected === isSelected && samePlace(old.position, position) && sameData(old.data, data)) return old;
    return {
      id: layer.id,
      type: 'layer',
      data: old && sameData(old.data, data) ? old.data : data,
      position: { x: position.x, y: position.y },
      selected: isSelected,
      width: NODE_WIDTH,
      height: NODE_HEIGHT,
      measured: { width: NODE_WIDTH, height: NODE_HEIGHT },
      handles: data.readsInput ? [topHandle, bottomHandle] : [bottomHandle],
      ariaRole: 'group',
      ariaLabel: nodeLabel(data),
      domAttributes: { 'aria-roledescription': 'layer', ...(isSelected ? { 'aria-current': true } : {}) },
    };
  });
}

function nodeData(layer: LayerNode, analysis: GraphAnalysis, fault: LayerNodeData['fault']): LayerNodeData {
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
    share: computed && multiplyAdds > 0 ? computed.multiplyAdds / multiplyAdds : 0,
    fault,
    readsInput: definition.arity.max > 0,
  };
}

function samePlace(a: GraphPosition, b: GraphPosition): boolean {
  return a.x === b.x && a.y === b.y;
}

function sameData(a: LayerNodeData, b: LayerNodeData): boolean {
  return (Object.keys(a) as (keyof LayerNodeData)[]).every((key) => a[key] === b[key]);
}
