import { formatPercent } from '#base/format.ts';
import type { QualityReport } from '#protocol/quality.ts';

const cocoFigures = [
  { key: 'ap50', name: 'AP50', meaning: 'COCO, at IoU 0.5' },
  { key: 'ap75', name: 'AP75', meaning: 'COCO, at IoU 0.75' },
  { key: 'apSmall', name: 'AP small', meaning: 'below 32² pixels' },
  { key: 'apMedium', name: 'AP medium', meaning: '32² to 96² pixels' },
  { key: 'apLarge', name: 'AP large', meaning: 'above 96² pixels' },
] as const;

const rules = { voc11: '11 points', allPoints: 'all points' } as const;

export interface ScoresProps {
  readonly report: QualityReport;
  readonly vocRule: keyof typeof rules;
}

/** The detector in one figure, and in the figures that this is made of. */
export function Scores({ report: { coco, voc }, vocRule }: ScoresProps) {
  return (
    <dl aria-label="Mean average precision" className="grid @3xl:grid-cols-7 @lg:grid-cols-4 grid-cols-2 gap-2">
      <Figure name="mAP" meaning="COCO, IoU 0.5 to 0.95" value={coco.mean.ap} isMain />
      <Figure name="mAP VOC" meaning={`IoU 0.5, ${rules[vocRule]}`} value={voc.mean} />
      {cocoFigures.map(({ key, name, meaning }) => (
        <Figure key={key} name={name} meaning={meaning} value={coco.mean[key]} />
      ))}
    </dl>
  );
}

interface FigureProps {
  readonly name: string;
  readonly meaning: string;
  readonly value: number | null;
  readonly isMain?: boolean;
}

function Figure({ name, meaning, value, isMain = false }: FigureProps) {
  return (
    <div
      className={`flex min-w-0 flex-col rounded-medium border p-2.5 ${isMain ? 'border-accent/40 bg-accent-soft' : 'border-line bg-raised'}`}
    >
      <dt className="font-medium text-ink text-label">{name}</dt>
      <dd className="font-semibold text-ink text-title tabular-nums">
        {value === null ? '–' : formatPercent(value)}
        <span className="block truncate font-normal text-caption text-ink-muted">
          {value === null ? 'no such object' : meaning}
        </span>
      </dd>
    </div>
  );
}
