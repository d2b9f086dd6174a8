import { formatPercent } from '#base/format.ts';
import type { PictureFaults } from '#protocol/quality.ts';
import type { AnnotatedPicture } from '#vision/annotated-picture.ts';
import type { Box, Size } from '#vision/box.ts';

/** Told apart by dashes and words as well as by colour; over pictures, so the same in both themes. */
const looks = {
  found: { color: '#5fe0a0', dash: '', word: 'annotated and found' },
  missed: { color: '#ffc04d', dash: '4 4', word: 'annotated and missed' },
  right: { color: '#8fb6ff', dash: '', word: 'detected, right' },
  wrong: { color: '#ff8a80', dash: '9 5', word: 'detected, false' },
} as const;

type Look = keyof typeof looks;

interface Drawn {
  readonly box: Box;
  readonly look: Look;
  readonly label: string;
}

export interface ErrorBoxesProps {
  readonly picture: AnnotatedPicture;
  readonly size: Size;
  readonly faults: PictureFaults;
  readonly classNames: readonly string[];
  /** Detections that score less are not shown. */
  readonly scoreThreshold: number;
  readonly hasLabels: boolean;
}

/** The annotations and the detections of a picture over it. */
export function ErrorBoxes({ picture, size, faults, classNames, scoreThreshold, hasLabels }: ErrorBoxesProps) {
  const scale = Math.max(size.width, size.height) / (hasLabels ? 640 : 260);
  return (
    <svg viewBox={`0 0 ${size.width} ${size.height}`} className="absolute inset-0 size-full" aria-hidden="true">
      {drawn(picture, faults, classNames, scoreThreshold).map(({ box, look, label }, index) => {
        const place = { x: box.x1, y: box.y1, width: box.x2 - box.x1, height: box.y2 - box.y1, fill: 'none' };
        const { color, dash } = looks[look];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a report's boxes never change their places.
          <g key={index}>
            <rect {...place} stroke="rgb(0 0 0 / 0.55)" strokeWidth={4 * scale} />
            <rect
              {...place}
              stroke={color}
              strokeWidth={2.25 * scale}
              strokeDasharray={dash
                .split(' ')
                .map((length) => Number(length) * scale)
                .join(' ')}
            />
            {hasLabels && (
              <g transform={`translate(${box.x1} ${labelTop(box, look, scale)}) scale(${scale})`}>
                <rect width={label.length * 7 + 10} height={18} fill={color} />
                <text x={5} y={13} fontSize="12" fontWeight="600" fill="#0b0d10">
                  {label}
                </text>
              </g>
            )}
          </g>
        );
      })}
    </svg>
  );
}

/** Annotations are named at the lower edge and detections at the upper, so that neither covers the other. */
function labelTop(box: Box, look: Look, scale: number): number {
  const isTruth = look === 'found' || look === 'missed';
  return isTruth ? Math.max(0, box.y2 - 18 * scale) : Math.max(0, box.y1);
}

function drawn(
  { truths, detections }: AnnotatedPicture,
  { wrong, missed }: PictureFaults,
  classNames: readonly string[],
  scoreThreshold: number,
): readonly Drawn[] {
  const nameOf = (classIndex: number) => classNames[classIndex] ?? `class ${classIndex}`;
  const gone = new Set(missed);
  const wrongOnes = new Set(wrong.map(({ detection }) => detection));
  return [
    ...truths.map(({ box, classIndex }, index) => ({
      box,
      look: gone.has(index) ? ('missed' as const) : ('found' as const),
      label: nameOf(classIndex),
    })),
    ...detections.flatMap(({ box, classIndex, score }, index) =>
      score > scoreThreshold
        ? [
            {
              box,
              look: wrongOnes.has(index) ? ('wrong' as const) : ('right' as const),
              label: `${nameOf(classIndex)} ${formatPercent(score, 0)}`,
            },
          ]
        : [],
    ),
  ];
}

/** What the lines mean. */
export function ErrorLegend() {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-ink-muted text-label">
      {Object.entries(looks).map(([key, { color, dash, word }]) => (
        <li key={key} className="flex items-center gap-1.5">
          <svg width="26" height="10" aria-hidden="true">
            <rect width="26" height="10" rx="2" fill="#20262e" />
            <line x1="2" y1="5" x2="24" y2="5" stroke={color} strokeWidth="2.5" strokeDasharray={dash} />
          </svg>
          {word}
        </li>
      ))}
    </ul>
  );
}
