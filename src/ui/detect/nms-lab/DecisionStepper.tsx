import { ChevronFirst, ChevronLast, ChevronLeft, ChevronRight } from 'lucide-react';
import type { Suppression, SuppressionDecision } from '#vision/nms.ts';
import { IconButton } from '../../kit/IconButton.tsx';
import type { FrozenFrame } from './frozen-frame.ts';

export interface DecisionStepperProps {
  readonly frame: FrozenFrame;
  readonly suppression: Suppression;
  readonly step: number;
  onStep(step: number): void;
}

/** Greedy suppression, one decision at a time. */
export function DecisionStepper({ frame, suppression, step, onStep }: DecisionStepperProps) {
  const { decisions, belowThreshold } = suppression;
  const decision = decisions[step - 1];
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-center gap-1">
        <IconButton
          label="Before the first decision"
          icon={ChevronFirst}
          disabled={step === 0}
          onClick={() => onStep(0)}
        />
        <IconButton
          label="Previous decision"
          icon={ChevronLeft}
          disabled={step === 0}
          onClick={() => onStep(step - 1)}
        />
        <IconButton
          label="Next decision"
          icon={ChevronRight}
          disabled={step >= decisions.length}
          onClick={() => onStep(step + 1)}
        />
        <IconButton
          label="After the last decision"
          icon={ChevronLast}
          disabled={step >= decisions.length}
          onClick={() => onStep(decisions.length)}
        />
        <p role="status" aria-label="Decision" className="min-w-0 text-body text-ink">
          {step === 0
            ? `${frame.candidates.length - belowThreshold.length} candidates take part; nothing is decided yet.`
            : `Decision ${step} of ${decisions.length}: ${sentence(frame, decision)}`}
        </p>
      </div>
      {decision && decision.effects.length > 0 && (
        <ul aria-label="Effects" className="flex flex-col gap-0.5 text-label tabular-nums">
          {decision.effects.map(({ index, overlap, scoreBefore, scoreAfter, isSuppressed }) => (
            <li key={index} className="flex flex-wrap gap-x-3">
              <span className="min-w-28">
                {index + 1} {frame.classNames[frame.candidates[index]?.classIndex ?? -1]}
              </span>
              <span>overlap {overlap.toFixed(2)}</span>
              <span className={isSuppressed ? 'text-danger' : 'text-ink-muted'}>
                {isSuppressed ? 'suppressed' : `score ${scoreBefore.toFixed(2)} → ${scoreAfter.toFixed(2)}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function sentence({ candidates, classNames }: FrozenFrame, decision: SuppressionDecision | undefined): string {
  if (!decision) return '';
  const name = classNames[candidates[decision.kept]?.classIndex ?? -1];
  const gone = decision.effects.filter(({ isSuppressed }) => isSuppressed).length;
  const lowered = decision.effects.length - gone;
  const parts = [gone > 0 ? `suppresses ${gone}` : '', lowered > 0 ? `lowers the score of ${lowered}` : ''].filter(
    (part) => part !== '',
  );
  return `${name} ${decision.score.toFixed(2)} is kept and ${parts.join(' and ') || 'overlaps nothing by enough'}.`;
}
