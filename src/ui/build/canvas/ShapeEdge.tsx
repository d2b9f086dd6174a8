import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getBezierPath } from '@xyflow/react';
import { Trash2 } from 'lucide-react';
import { memo } from 'react';
import { disconnect } from '#graph/edits/connect.ts';
import type { NodeId } from '#graph/model-graph.ts';
import { editGraph } from '#state/edit-graph.ts';
import { classNames } from '../../kit/class-names.ts';
import { IconButton } from '../../kit/IconButton.tsx';
import { useStride } from '../../stride-context.ts';
import type { ShapeFlowEdge } from './flow-edges.ts';

/** A tensor on its way from one layer to the next, labelled with its shape. Selected, it offers its removal. */
export const ShapeEdge = memo(function ShapeEdge(props: EdgeProps<ShapeFlowEdge>) {
  const { source, target, data, selected } = props;
  const stride = useStride();
  const [path, x, y] = getBezierPath(props);
  const remove = () => {
    const edge = { source: source as NodeId, target: target as NodeId };
    editGraph(stride, `Disconnect ${data?.ends}`, (graph) => disconnect(graph, edge));
  };
  return (
    <>
      <BaseEdge path={path} interactionWidth={24} />
      <path d={path} className="shape-edge-pulse" />
      <EdgeLabelRenderer>
        <div
          className="nodrag nopan absolute flex items-center gap-1"
          style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
        >
          <span
            aria-hidden="true"
            className={classNames(
              'rounded-full border px-2 text-label',
              data?.isDropTarget
                ? 'border-accent bg-accent font-medium text-on-accent'
                : 'shape-edge-label border-line bg-surface text-ink-muted',
            )}
          >
            {data?.isDropTarget ? 'Insert here' : (data?.shape ?? '?')}
          </span>
          {selected && (
            <IconButton
              label={`Remove connection ${data?.ends}`}
              icon={Trash2}
              size="small"
              onClick={remove}
              className="pointer-events-auto border border-line bg-raised shadow-low"
            />
          )}
        </div>
      </EdgeLabelRenderer>
    </>
  );
});
