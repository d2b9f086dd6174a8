import { Handle, type NodeProps, Position } from '@xyflow/react';
import { Link2, Snowflake } from 'lucide-react';
import { memo } from 'react';
import { classNames } from '../../kit/class-names.ts';
import { familyLooks } from '../../kit/family.ts';
import { CardFigure, CardName, ComputeBar, FaultMark, familyStyle, HeatVeil } from './card-marks.tsx';
import type { LayerFlowNode } from './flow-nodes.ts';

/** A layer on the canvas: what it is, the settings that matter, what comes out and what it costs. */
export const LayerCard = memo(function LayerCard({ data, selected }: NodeProps<LayerFlowNode>) {
  const { label, icon: Icon, color } = familyLooks[data.family];
  return (
    <>
      <div
        className={classNames(
          'relative isolate flex h-full w-full overflow-hidden rounded-medium border bg-raised text-left shadow-low',
          selected
            ? 'border-accent ring-2 ring-accent'
            : data.fault === 'error'
              ? 'border-danger'
              : 'border-line-strong/60',
        )}
        style={familyStyle(color)}
      >
        <span className="layer-card-stripe flex w-8.5 shrink-0 items-center justify-center" title={label}>
          <Icon aria-hidden="true" className="size-4.5" />
        </span>
        <span className="flex min-w-0 flex-1 flex-col justify-center px-2 pb-0.5">
          <span className="flex items-center gap-1.5">
            <CardName name={data.name} />
            {data.isFrozen && <Snowflake aria-label="frozen" className="size-3.5 shrink-0 text-ink-faint" />}
            {data.fault && <FaultMark fault={data.fault} />}
          </span>
          <span className="layer-card-detail truncate text-body text-ink-muted">
            <span className="layer-card-type font-medium">{data.type}</span>
            {data.highlights && ` · ${data.highlights}`}
          </span>
          <span className="layer-card-detail flex justify-between gap-2 text-body">
            <span className={classNames('shrink-0', data.output ? 'text-ink' : 'text-ink-muted italic')}>
              {data.output ?? 'output unknown'}
            </span>
            {data.weightsOf !== null && (
              <span
                className="flex min-w-0 items-center gap-1 text-ink-muted"
                title={`Uses the weights of ${data.weightsOf}`}
              >
                <Link2 aria-hidden="true" className="size-3.5 shrink-0" />
                <span className="truncate">{data.weightsOf}</span>
              </span>
            )}
            <CardFigure heat={data.heat} parameters={data.parameters} />
          </span>
        </span>
        <HeatVeil heat={data.heat} />
        <ComputeBar share={data.share} />
      </div>
      {data.readsInput && <Handle type="target" position={Position.Top} />}
      <Handle type="source" position={Position.Bottom} />
    </>
  );
});
