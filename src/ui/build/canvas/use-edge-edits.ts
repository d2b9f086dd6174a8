/** Edges as a person changes them on the canvas: drawn from handle to handle, selected, deleted. */
import type { Connection, Edge, EdgeChange } from '@xyflow/react';
import { useCallback, useState } from 'react';
import { connect } from '#graph/edits/connect.ts';
import type { NodeId } from '#graph/model-graph.ts';
import { editGraph } from '#state/edit-graph.ts';
import { useStride } from '../../stride-context.ts';
import type { ShapeFlowEdge } from './flow-edges.ts';
import { removeEdges } from './remove-edges.ts';

export interface EdgeEdits {
  /** The id of the selected edge. */
  readonly selectedEdge: string | null;
  onEdgesChange(changes: EdgeChange<ShapeFlowEdge>[]): void;
  onEdgesDelete(deleted: ShapeFlowEdge[]): void;
  onConnect(connection: Connection): void;
  isValidConnection(connection: Connection | Edge): boolean;
}

export function useEdgeEdits(): EdgeEdits {
  const stride = useStride();
  const [selectedEdge, setSelectedEdge] = useState<string | null>(null);

  const onEdgesChange = useCallback((changes: EdgeChange<ShapeFlowEdge>[]) => {
    for (const change of changes) {
      if (change.type !== 'select') continue;
      setSelectedEdge((before) => (change.selected ? change.id : before === change.id ? null : before));
    }
  }, []);

  const onEdgesDelete = useCallback(
    (deleted: ShapeFlowEdge[]) => {
      for (const { data } of deleted) removeEdges(stride, data);
      setSelectedEdge(null);
    },
    [stride],
  );

  const onConnect = useCallback(
    ({ source, target }: Connection) => {
      const { nodes } = stride.project.getProject().graph;
      const name = (id: string) => nodes.find((node) => node.id === id)?.name ?? id;
      editGraph(stride, `Connect ${name(source)} to ${name(target)}`, (graph) =>
        connect(graph, source as NodeId, target as NodeId),
      );
    },
    [stride],
  );

  const isValidConnection = useCallback(
    ({ source, target }: Connection | Edge) => {
      const { edges } = stride.project.getProject().graph;
      return source !== target && !edges.some((edge) => edge.source === source && edge.target === target);
    },
    [stride],
  );

  return { selectedEdge, onEdgesChange, onEdgesDelete, onConnect, isValidConnection };
}
