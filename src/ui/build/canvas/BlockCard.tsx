import { Handle, type NodeProps, Position } from '@xyflow/react';
import { Layers, Maximize2, Snowflake } from 'lucide-react';
import { memo } from 'react';
import { formatCount } from '#base/format.ts';
import { showBlock } from '#state/shown.ts';
import { classNames } from '../../kit/class-names.ts';
import { IconButton } from '../../kit/IconButton.tsx';
import { useStride } from '../../stride-context.ts';
import { CardFigure, CardName, ComputeBar, FaultMark, familyStyle, HeatVeil } from './card-marks.tsx';
import type { BlockFlowNode } from './flow-nodes.ts';

/** A block on the canvas, drawn as a stack of cards: how many layers it holds, what comes out and what it costs. */
export const BlockCard = memo(function BlockCard({ data, selected }: NodeProps<BlockFlowNode>) {
  const stride = useStride();
  const outline = selected
    ? 'border-accent ring-2 ring-accent'
    : data.fault === 'error'
      ? 'border-danger'
      : 'border-line-strong/60';
  return (
    <>
      <span
        aria-hidden="true"
        className="absolute inset-x-2 -bottom-1.5 h-4 rounded-medium border border-line-strong/60 bg-surface"
      />
      <div
        className={classNames(
          'relative isolate flex h-full w-full overflow-hidden rounded-medium border bg-raised text-left shadow-low',
          outline,
        )}
        style={familyStyle('var(--color-ink-muted)')}
      >
        <span className="layer-card-stripe flex w-8.5 shrink-0 items-center justify-center" title="Block">
          <Layers aria-hidden="true" className="size-4.5" />
        </span>
        <span className="flex min-w-0 flex-1 flex-col justify-center px-2 pb-0.5">
          <span className="flex items-center gap-1.5">
            <CardName name={data.name} />
            {data.isFrozen && <Snowflake aria-label="frozen" className="size-3.5 shrink-0 text-ink-faint" />}
            {data.fault && <FaultMark fault={data.fault} />}
          </span>
          <span className="layer-card-detail truncate text-body text-ink-muted">
            <span className="layer-card-type font-medium">Block</span>
            {` · ${formatCount(data.layers)} layers`}
          </span>
          <span className="layer-card-detail flex justify-between gap-2 text-body">
            <span className={classNames('shrink-0', data.output ? 'text-ink' : 'text-ink-muted italic')}>
              {data.output ?? 'output unknown'}
            </span>
            <CardFigure heat={data.heat} parameters={data.parameters} />
          </span>
        </span>
        <IconButton
          label={`Expand ${data.name}`}
          icon={Maximize2}
          size="small"
          className="nodrag nopan layer-card-detail self-center"
          onClick={(event) => {
            event.stopPropagation();
            showBlock(stride, data.name, true);
          }}
        />
        <HeatVeil heat={data.heat} />
        <ComputeBar share={data.share} />
      </div>
      <Handle type="target" position={Position.Top} />
      <Handle type="source" position={Position.Bottom} />
    </>
  );
});
