/** The document's edges as xyflow edges, keeping the identity of those that have not changed. */
import type { Edge as FlowEdgeBase } from '@xyflow/react';
import { formatShape } from '#base/format.ts';
import type { GraphAnalysis } from '#graph/analysis.ts';
import { isLabelLeft, type Lane, laneOf } from '#graph/edge-curve.ts';
import type { Edge } from '#graph/model-graph.ts';
import type { ShownGraph, ShownNode } from '#graph/shown-graph.ts';

type ShapeEdgeData = {
  /** The shape of the tensor that flows here; null where it could not be inferred. */
  readonly shape: string | null;
  /** The document's edges that this one stands for: several where a block is collapsed. */
  readonly edges: readonly Edge[];
  /** Names both ends: `conv2d_1 to max_pooling2d_1`. */
  readonly ends: string;
  readonly lane: Lane;
  /** Whether the label of an upright edge stands at its left. */
  readonly isLabelLeft: boolean;
  /** Whether a layer that is dropped now would go in here. */
  readonly isDropTarget: boolean;
};

export type ShapeFlowEdge = FlowEdgeBase<ShapeEdgeData, 'shape'> & { readonly data: ShapeEdgeData };

export function edgeId({ source, target }: Pick<Edge, 'source' | 'target'>): string {
  return `${source}→${target}`;
}

export interface FlowEdgesInput {
  readonly shown: ShownGraph;
  readonly analysis: GraphAnalysis;
  readonly selected: string | null;
  /** The edge that a layer being dragged would be put into. */
  readonly dropTarget: string | null;
}

const nameOf = (node: ShownNode | undefined) => (node?.kind === 'layer' ? node.layer.name : node?.name);

export function flowEdges(input: FlowEdgesInput, previous: readonly ShapeFlowEdge[]): ShapeFlowEdge[] {
  const { shown, analysis } = input;
  const before = new Map(previous.map((edge) => [edge.id, edge]));
  const byId = new Map(shown.nodes.map((node) => [node.id, node]));
  return shown.edges.map(({ source, target, edges }) => {
    const id = edgeId({ source, target });
    const [first] = edges;
    const output = first && analysis.nodes.get(first.source)?.output;
    const shape = output ? formatShape(output) : null;
    const [from, to] = [byId.get(source), byId.get(target)];
    const ends = `${nameOf(from)} to ${nameOf(to)}`;
    const lane = from && to ? laneOf(shown.nodes, from.position, to.position) : null;
    const labelLeft = from && to ? isLabelLeft(shown.nodes, from.position, to.position, lane) : false;
    const selected = id === input.selected;
    const isDropTarget = id === input.dropTarget;
    const old = before.get(id);
    if (
      old?.data.shape === shape &&
      old.data.ends === ends &&
      old.data.edges.length === edges.length &&
      old.data.lane === lane &&
      old.data.isLabelLeft === labelLeft &&
      old.selected === selected &&
      old.data.isDropTarget === isDropTarget
    ) {
      return old;
    }
    return {
      id,
      type: 'shape',
      source,
      target,
      selected,
      className: isDropTarget ? 'drop-target' : '',
      data: { shape, edges, ends, lane, isLabelLeft: labelLeft, isDropTarget },
      ariaLabel: `${ends}, ${shape ?? 'shape unknown'}`,
    };
  });
}
