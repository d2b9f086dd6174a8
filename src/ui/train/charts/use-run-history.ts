import { startTransition, useEffect, useState } from 'react';
import type { TrainingState } from '#state/training-store.ts';
import { useStride } from '../../stride-context.ts';

export type RunHistory = Pick<TrainingState, 'batches' | 'epochs' | 'progress'>;

/** Charts are drawn at most this often. */
const intervalMilliseconds = 250;

/** What the run has reported so far, renewed a few times a second at most. */
export function useRunHistory(): RunHistory {
  const { training } = useStride();
  const [history, setHistory] = useState<RunHistory>(training.getState);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const renew = () => {
      timer = null;
      // The page answers to the person first.
      startTransition(() => setHistory(training.getState()));
    };
    const unsubscribe = training.subscribe(() => {
      timer ??= setTimeout(renew, intervalMilliseconds);
    });
    renew();
    return () => {
      unsubscribe();
      if (timer !== null) clearTimeout(timer);
    };
  }, [training]);
  return history;
}
