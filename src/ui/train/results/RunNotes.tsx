import { useMemo } from 'react';
import { useStore } from 'zustand';
import { Callout } from '../../kit/Callout.tsx';
import { useProject, useStride } from '../../stride-context.ts';
import { endingOf } from './ending.ts';

/** How the last run ended, and whether the document has moved on since. */
export function RunNotes() {
  const { training } = useStride();
  const outcome = useStore(training, (state) => state.outcome);
  const trainedGraph = useStore(training, (state) => state.trainedGraph);
  const graph = useProject((project) => project.graph);
  const ending = useMemo(() => outcome && endingOf(outcome), [outcome]);
  const isOutdated = trainedGraph !== null && trainedGraph !== graph;
  return (
    <div aria-live="polite" className="flex flex-col gap-2 empty:hidden">
      {ending && (
        <Callout tone={ending.tone} title={ending.title}>
          {ending.text}
        </Callout>
      )}
      {isOutdated && (
        <Callout tone="warning" title="Trained before your last change">
          This network was trained before your last change to the model. Press Train to train the model as it is now.
        </Callout>
      )}
    </div>
  );
}
