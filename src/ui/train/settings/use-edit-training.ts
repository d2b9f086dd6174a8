import { useCallback } from 'react';
import type { TrainingSettings } from '#graph/training/training-settings.ts';
import { useStride } from '../../stride-context.ts';

/** Changes training settings as the step "Set …". Changes to the same field in a row, as in typing, are one step. */
export type EditTraining = (field: string, changes: Partial<TrainingSettings>) => void;

export function useEditTraining(): EditTraining {
  const { project } = useStride();
  return useCallback(
    (field, changes) =>
      project.edit(
        `Set ${field}`,
        (current) => ({ ...current, training: { ...current.training, ...changes } }),
        `training ${field}`,
      ),
    [project],
  );
}
