import { useEffect, useRef } from 'react';
import { intersectionBox } from '#vision/iou.ts';
import type { SuppressionDecision } from '#vision/nms.ts';
import { classColor } from '../stage/class-colors.ts';
import type { FrozenFrame } from './frozen-frame.ts';
import type { CandidateFate } from './lab-boxes.ts';

interface Look {
  readonly width: number;
  readonly dash: string;
  readonly opacity: number;
}

/** Told apart by dashes and weight as well as by colour. */
const looks: Readonly<Record<CandidateFate, Look>> = {
  below: { width: 1, dash: '2 6', opacity: 0.25 },
  waiting: { width: 1.5, dash: '2 3', opacity: 0.7 },
  kept: { width: 3, dash: '', opacity: 1 },
  keeping: { width: 5, dash: '', opacity: 1 },
  going: { width: 2.5, dash: '10 6', opacity: 0.9 },
  lowered: { width: 2, dash: '6 3', opacity: 0.8 },
  gone: { width: 1, dash: '3 6', opacity: 0.15 },
};

export interface LabPictureProps {
  readonly frame: FrozenFrame;
  readonly fates: readonly CandidateFate[];
  readonly decision: SuppressionDecision | null;
}

/** The frame with every candidate as a ghost, and the overlaps that the decision looks at filled in. */
export function LabPicture({ frame, fates, decision }: LabPictureProps) {
  const { size, candidates, classNames, picture } = frame;
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    context.clearRect(0, 0, size.width, size.height);
    if (picture) context.drawImage(picture, 0, 0, size.width, size.height);
  }, [picture, size]);
  const scale = size.width / 640;
  const keeping = decision ? candidates[decision.kept] : undefined;
  return (
    <div className="relative overflow-hidden rounded-medium border border-line bg-sunken">
      <canvas ref={canvas} width={size.width} height={size.height} className="block h-auto w-full" />
      <svg
        viewBox={`0 0 ${size.width} ${size.height}`}
        className="absolute inset-0 size-full"
        role="img"
        aria-label={textOf(frame, fates)}
      >
        {keeping &&
          decision?.effects.map(({ index }) => {
            const other = candidates[index];
            const common = other && intersectionBox(keeping.box, other.box);
            return (
              common && (
                <rect
                  key={index}
                  x={common.x1}
                  y={common.y1}
                  width={common.x2 - common.x1}
                  height={common.y2 - common.y1}
                  fill="var(--color-danger)"
                  fillOpacity="0.12"
                />
              )
            );
          })}
        {candidates.map(({ box, score, classIndex }, index) => {
          const fate = fates[index] ?? 'waiting';
          const { width, dash, opacity } = looks[fate];
          const { line, ink } = classColor(classIndex);
          const hasLabel = fate === 'kept' || fate === 'keeping';
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a frozen frame's candidates never change places.
            <g key={index} opacity={opacity} className="transition-opacity duration-300 motion-reduce:transition-none">
              <rect
                x={box.x1}
                y={box.y1}
                width={box.x2 - box.x1}
                height={box.y2 - box.y1}
                fill="none"
                stroke={line}
                strokeWidth={width * scale}
                strokeDasharray={dash}
                style={{ paintOrder: 'stroke' }}
              />
              {hasLabel && (
                <g transform={`translate(${box.x1} ${Math.max(0, box.y1)}) scale(${scale})`}>
                  <rect width={74} height={18} fill={line} />
                  <text x={4} y={13} fontSize="12" fill={ink}>
                    {`${(classNames[classIndex] ?? '').slice(0, 7)} ${score.toFixed(2)}`}
                  </text>
                </g>
              )}
            </g>
          );
        })}
      </svg>
    </div>
  );
}

function textOf({ candidates, classNames }: FrozenFrame, fates: readonly CandidateFate[]): string {
  const kept = candidates.filter((_, index) => fates[index] === 'kept' || fates[index] === 'keeping');
  const names = kept.map(({ classIndex, score }) => `${classNames[classIndex]} ${score.toFixed(2)}`);
  return `${candidates.length} candidates; kept so far: ${names.join(', ') || 'none'}`;
}
