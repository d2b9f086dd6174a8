import type { DetectionState } from '#state/detection-store.ts';

const none: readonly string[] = [];

/** The names of the classes that the chosen detector knows; none where it is not known. */
export function classNamesOf({ detectors, detector, chosen }: DetectionState): readonly string[] {
  if (detector.phase === 'ready') return detector.info.classNames;
  return detectors.find(({ id }) => id === chosen)?.classNames ?? none;
}
