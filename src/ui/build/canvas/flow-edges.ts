/** The document's edges as xyflow edges, keeping the identity of those that have not changed. */
import type { Edge as FlowEdgeBase } from '@xyflow/react';
import { formatShape } from '#base/format.ts';
import type { GraphAnalysis } from '#graph/analysis.ts';
import type { Edge, ModelGraph } from '#graph/model-graph.ts';
import { isLabelLeft, type Lane, laneOf } from './edge-curve.ts';

type ShapeEdgeData = {
  /** The shape of the tensor that flows here; null where it could not be inferred. */
  readonly shape: string | null;
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
  readonly graph: ModelGraph;
  readonly analysis: GraphAnalysis;
  readonly selected: string | null;
  /** The edge that a layer being dragged would be put into. */
  readonly dropTarget: string | null;
}

export function flowEdges(input: FlowEdgesInput, previous: readonly ShapeFlowEdge[]): ShapeFlowEdge[] {
  const { graph, analysis } = input;
  const before = new Map(previous.map((edge) => [edge.id, edge]));
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  return graph.edges.map(({ source, target }) => {
    const id = edgeId({ source, target });
    const output = analysis.nodes.get(source)?.output;
    const shape = output ? formatShape(output) : null;
    const [from, to] = [byId.get(source), byId.get(target)];
    const ends = `${from?.name} to ${to?.name}`;
    const lane = from && to ? laneOf(graph.nodes, from.position, to.position) : null;
    const labelLeft = from && to ? isLabelLeft(graph.nodes, from.position, to.position, lane) : false;
    const selected = id === input.selected;
    const isDropTarget = id === input.dropTarget;
    const old = before.get(id);
    if (
      old?.data.shape === shape &&
      old.data.ends === ends &&
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
      data: { shape, ends, lane, isLabelLeft: labelLeft, isDropTarget },
      ariaLabel: `${ends}, ${shape ?? 'shape unknown'}`,
    };
  });
}
