import { ArrowDown, ArrowUp, ChevronRight, Eye, Trash2 } from 'lucide-react';
import { useStore } from 'zustand';
import { definitionOf } from '#graph/layers/definition-of.ts';
import { moveTransform, removeTransform } from '#state/augment.ts';
import type { Transform } from '#state/augment-store.ts';
import { familyLooks } from '../../kit/family.ts';
import { IconButton } from '../../kit/IconButton.tsx';
import { useStride } from '../../stride-context.ts';
import { TransformField } from './TransformField.tsx';

/** Settings that are seldom changed. */
const rare = new Set(['fillMode', 'interpolation', 'fillValue', 'valueRange']);

export interface TransformCardProps {
  readonly transform: Transform;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** A transform with its sliders. */
export function TransformCard({ transform, isFirst, isLast }: TransformCardProps) {
  const stride = useStride();
  const isOnly = useStore(stride.augment, ({ only }) => only === transform.name);
  const { name, type, config } = transform;
  const definition = definitionOf(type);
  const { icon: Icon, text } = familyLooks[definition.family];
  const field = (each: (typeof definition.fields)[number]) => (
    <TransformField key={each.key} transform={transform} field={each} fields={definition.fields} />
  );
  const often = definition.fields.filter(({ key }) => !rare.has(key));
  const seldom = definition.fields.filter(({ key }) => rare.has(key));
  return (
    <li aria-label={`${name}, ${type}`} className="rounded-medium border border-line bg-raised">
      <div className="flex items-center gap-1 py-1 pr-1 pl-3">
        <Icon aria-hidden="true" className={`size-4 shrink-0 ${text}`} />
        <div className="min-w-0 flex-1 pl-1.5">
          <p className="truncate font-semibold text-ink">{type}</p>
          <p className="truncate text-caption text-ink-muted">{definition.highlights(config).join(' · ')}</p>
        </div>
        <IconButton
          size="small"
          label={`Show only ${name}`}
          icon={Eye}
          pressed={isOnly}
          onClick={() => stride.augment.setState({ only: isOnly ? null : name })}
        />
        <IconButton
          size="small"
          label={`Move ${name} up`}
          icon={ArrowUp}
          disabled={isFirst}
          onClick={() => moveTransform(stride, name, -1)}
        />
        <IconButton
          size="small"
          label={`Move ${name} down`}
          icon={ArrowDown}
          disabled={isLast}
          onClick={() => moveTransform(stride, name, 1)}
        />
        <IconButton size="small" label={`Remove ${name}`} icon={Trash2} onClick={() => removeTransform(stride, name)} />
      </div>
      <div className="flex flex-col gap-3 border-line border-t px-3 py-3">
        {often.map(field)}
        {seldom.length > 0 && (
          <details className="group">
            <summary className="flex min-h-8 cursor-pointer list-none items-center gap-1 rounded-small text-ink-muted text-label hover:text-ink pointer-coarse:min-h-11">
              <ChevronRight aria-hidden="true" className="size-3.5 transition-transform group-open:rotate-90" />
              More settings
            </summary>
            <div className="flex flex-col gap-3 pt-2">{seldom.map(field)}</div>
          </details>
        )}
      </div>
    </li>
  );
}
