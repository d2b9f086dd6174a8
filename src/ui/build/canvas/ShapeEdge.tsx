import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import { Trash2 } from 'lucide-react';
import { type MouseEvent, memo } from 'react';
import { disconnect } from '#graph/edits/connect.ts';
import type { NodeId } from '#graph/model-graph.ts';
import { editGraph } from '#state/edit-graph.ts';
import { classNames } from '../../kit/class-names.ts';
import { IconButton } from '../../kit/IconButton.tsx';
import { useStride } from '../../stride-context.ts';
import { edgePath } from './edge-curve.ts';
import type { ShapeFlowEdge } from './flow-edges.ts';

/** Between two layers one below the other there is no room on the edge: the handles' dots lie there, so the label stands beside. */
const uprightWithin = 48;
const besideEdge = 12;

/** A tensor on its way from one layer to the next, labelled with its shape. Selected, it offers its removal. */
export const ShapeEdge = memo(function ShapeEdge(props: EdgeProps<ShapeFlowEdge>) {
  const { source, target, sourceX, sourceY, targetX, targetY, data, selected } = props;
  const stride = useStride();
  const lane = data?.lane ?? null;
  const { path, middle } = edgePath({ x: sourceX, y: sourceY }, { x: targetX, y: targetY }, lane);
  const isUpright = lane !== null || Math.abs(sourceX - targetX) < uprightWithin;
  const anchor = isUpright ? `${besideEdge}px` : '-50%';
  const remove = (event: MouseEvent) => {
    // The button goes with its edge; the canvas keeps the keyboard's place.
    event.currentTarget.closest('section')?.focus({ preventScroll: true });
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
          style={{ transform: `translate(${middle.x}px, ${middle.y}px) translate(${anchor}, -50%)` }}
        >
          <span
            aria-hidden="true"
            className={classNames(
              'whitespace-nowrap rounded-full px-1.5 text-body',
              data?.isDropTarget
                ? 'bg-accent font-medium text-on-accent'
                : 'shape-edge-label bg-ground/85 text-ink-muted',
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
