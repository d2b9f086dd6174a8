import { BaseEdge, EdgeLabelRenderer, type EdgeProps, useStoreApi } from '@xyflow/react';
import { Trash2 } from 'lucide-react';
import { type MouseEvent, memo } from 'react';
import { edgePath } from '#graph/edge-curve.ts';
import { classNames } from '../../kit/class-names.ts';
import { IconButton } from '../../kit/IconButton.tsx';
import { useStride } from '../../stride-context.ts';
import type { ShapeFlowEdge } from './flow-edges.ts';
import { removeEdges } from './remove-edges.ts';

/** Between two layers one below the other there is no room on the edge: the handles' dots lie there, so the label stands beside. */
const uprightWithin = 48;
const besideEdge = 12;

/**
 * A tensor on its way from one layer to the next, labelled with its shape. Selected, by a
 * click on it or on its label, it offers its removal; the keyboard removes it in Layer settings.
 */
export const ShapeEdge = memo(function ShapeEdge(props: EdgeProps<ShapeFlowEdge>) {
  const { id, sourceX, sourceY, targetX, targetY, data, selected } = props;
  const stride = useStride();
  const flow = useStoreApi();
  const lane = data?.lane ?? null;
  const { path, middle } = edgePath({ x: sourceX, y: sourceY }, { x: targetX, y: targetY }, lane);
  const isUpright = lane !== null || Math.abs(sourceX - targetX) < uprightWithin;
  const beside = data?.isLabelLeft ? `calc(-100% - ${besideEdge}px)` : `${besideEdge}px`;
  const anchor = isUpright ? beside : '-50%';
  const remove = (event: MouseEvent) => {
    // The button goes with its edge; the canvas keeps the keyboard's place.
    event.currentTarget.closest('section')?.focus({ preventScroll: true });
    if (data) removeEdges(stride, data);
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
            onClick={() => flow.getState().addSelectedEdges([id])}
            className={classNames(
              'pointer-events-auto cursor-pointer whitespace-nowrap rounded-full px-1.5 text-body',
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
