import { useId, useState } from 'react';
import { useStore } from 'zustand';
import type { TrainingOutcome } from '#protocol/training.ts';
import { isUnderWay } from '#state/training-store.ts';
import { Button } from '#ui/kit/Button.tsx';
import { Callout } from '#ui/kit/Callout.tsx';
import { classNames } from '#ui/kit/class-names.ts';
import { ProgressBar } from '#ui/kit/ProgressBar.tsx';
import { useProject, useStride, useWorkspace } from '#ui/stride-context.ts';
import { endSentence } from './end-sentence.ts';
import { InterruptedCallout } from './InterruptedCallout.tsx';
import { Obstacle } from './Obstacle.tsx';
import { OtherTabCallout } from './OtherTabCallout.tsx';
import { TrainingControls } from './TrainingControls.tsx';
import { TrainingFigures } from './TrainingFigures.tsx';
import { trainingProgressText } from './training-progress-text.ts';
import { useTrainingObstacle } from './use-training-obstacle.ts';

/** The strip that every workspace shares: the run's controls, how far it is, and how well it goes. */
export function TrainingStrip() {
  const stride = useStride();
  const phase = useStore(stride.training, (state) => state.phase);
  const outcome = useStore(stride.training, (state) => state.outcome);
  // The Train workspace tells the whole story itself.
  const isInTrain = useWorkspace() === 'train';
  const obstacle = useTrainingObstacle();
  const obstacleId = useId();
  const isRunning = isUnderWay(phase);
  const isBlocked = obstacle !== null && !isRunning;
  const hasFigures = useStore(stride.training, (state) => state.batches.length > 0);

  return (
    <section aria-label="Run" tabIndex={-1} className="min-w-0 border-line border-t bg-surface [grid-area:strip]">
      <OtherTabCallout />
      <InterruptedCallout />
      {outcome && !isInTrain && <EndCallout outcome={outcome} />}
      <div className="flex min-h-14 min-w-0 items-center gap-x-4 gap-y-2 px-3 py-1.5 max-desk:flex-wrap max-desk:gap-x-3">
        <TrainingControls obstacleId={isBlocked ? obstacleId : null} />
        {/* On a phone it takes a line of its own once there are figures beside the buttons. */}
        <div
          className={classNames(
            'min-w-0 flex-1',
            isBlocked ? 'max-desk:contents' : (isRunning || hasFigures) && 'max-desk:order-last max-desk:basis-full',
          )}
        >
          {isBlocked ? (
            <Obstacle id={obstacleId} message={obstacle} />
          ) : isRunning ? (
            <RunProgress />
          ) : (
            <p role="status" className="line-clamp-2 text-ink-muted text-label">
              {outcome ? endSentence(outcome) : <Plan />}
            </p>
          )}
        </div>
        <TrainingFigures />
      </div>
    </section>
  );
}

function RunProgress() {
  const state = useStore(useStride().training);
  const { value, text } = trainingProgressText(state);
  return <ProgressBar label="Training progress" value={value} text={text} />;
}

/** What a press on Train would do. */
function Plan() {
  const { dataset } = useStride();
  const { epochs, batchSize } = useProject((project) => project.training);
  const name = useStore(dataset, (state) => (state.phase === 'ready' ? state.info.name : ''));
  return (
    <>
      Ready: {epochs} {epochs === 1 ? 'epoch' : 'epochs'} of {name} in batches of {batchSize}.
    </>
  );
}

interface EndCalloutProps {
  readonly outcome: TrainingOutcome;
}

/** A run that went wrong says so at length, until the next one or until it is closed. */
function EndCallout({ outcome }: EndCalloutProps) {
  const [closed, setClosed] = useState<TrainingOutcome | null>(null);
  const { end } = outcome;
  if (closed === outcome || (end.kind !== 'diverged' && end.kind !== 'failed')) return null;
  return (
    <Callout
      tone="error"
      title={end.kind === 'diverged' ? 'The run diverged' : 'The run failed'}
      className="m-3 mb-1"
      actions={
        <Button size="small" onClick={() => setClosed(outcome)}>
          Dismiss
        </Button>
      }
    >
      {end.message} {end.remedy}
    </Callout>
  );
}
