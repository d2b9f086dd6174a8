import { useSyncExternalStore } from 'react';
import { trainingObstacle } from '#state/train.ts';
import { useStride } from '#ui/stride-context.ts';

/** Why Train cannot be pressed now, as a sentence; null where it can. */
export function useTrainingObstacle(): string | null {
  const stride = useStride();
  return useSyncExternalStore(
    (notify) => {
      const stops = [stride.backend, stride.dataset, stride.benchmark, stride.project.store].map((store) =>
        store.subscribe(notify),
      );
      return () => {
        for (const stop of stops) stop();
      };
    },
    () => trainingObstacle(stride),
  );
}
