/** What the cards of layers and of blocks have in common. */
import { CircleAlert, TriangleAlert } from 'lucide-react';
import { type CSSProperties, Fragment } from 'react';
import { formatCount, formatPercent } from '#base/format.ts';
import type { Problem } from '#graph/analysis.ts';
import { classNames } from '../../kit/class-names.ts';

/** Hands the family's colour to the style sheet. */
export function familyStyle(color: string): CSSProperties {
  return { '--family': color } as CSSProperties;
}

/** A layer's or a block's name; from afar, where it is large, it goes on in a second line behind an underscore. */
export function CardName({ name }: { readonly name: string }) {
  const starts = [0, ...Array.from(name.matchAll(/_/g), ({ index }) => index + 1)];
  return (
    <span className="layer-card-name min-w-0 flex-1 truncate font-semibold text-ink text-title">
      {starts.map((start, place) => (
        <Fragment key={start}>
          {place > 0 && <wbr />}
          {name.slice(start, starts[place + 1])}
        </Fragment>
      ))}
    </span>
  );
}

export function FaultMark({ fault }: { readonly fault: Problem['severity'] }) {
  const [Icon, text, look] =
    fault === 'error'
      ? ([CircleAlert, 'Error', 'bg-danger-soft text-danger'] as const)
      : ([TriangleAlert, 'Warning', 'bg-warning-soft text-warning'] as const);
  return (
    <span
      className={classNames(
        'layer-card-fault flex shrink-0 items-center gap-1 rounded-full px-1.5 font-medium text-caption',
        look,
      )}
    >
      <Icon aria-hidden="true" className="size-3" />
      {text}
    </span>
  );
}

/** How much of the network's computing happens here. */
export function ComputeBar({ share }: { readonly share: number }) {
  if (share <= 0) return null;
  return (
    <span
      className="layer-card-compute absolute inset-x-0 bottom-0 h-1"
      title={`${formatPercent(share, share < 0.1 ? 1 : 0)} of the network’s multiply-adds`}
    >
      <span className="block h-full" style={{ width: `${share * 100}%` }} />
    </span>
  );
}

/** How much of a training step's time passes here, as a veil behind the words that deepens with the share. */
export function HeatVeil({ heat }: { readonly heat: number | null }) {
  if (heat === null) return null;
  return <span aria-hidden="true" className="layer-card-heat" style={{ opacity: Math.min(1, heat * 1.4) }} />;
}

/** At the right of the output: the share of the time while it is shown, else how many parameters there are. */
export function CardFigure({ heat, parameters }: { readonly heat: number | null; readonly parameters: number }) {
  if (heat !== null) {
    return <span className="font-semibold text-ink tabular-nums">{formatPercent(heat, heat < 0.1 ? 1 : 0)} time</span>;
  }
  return parameters > 0 ? <span className="truncate text-ink-muted">{formatCount(parameters)} params</span> : null;
}
