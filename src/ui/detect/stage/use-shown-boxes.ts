import { useEffect, useMemo } from 'react';
import { useStride } from '../../stride-context.ts';
import { createShownBoxes, type ShownBoxes } from './shown-boxes.ts';

/** The boxes to draw, kept up to date with what the detector finds. */
export function useShownBoxes(isStill: boolean): ShownBoxes {
  const { detection } = useStride();
  const boxes = useMemo(() => createShownBoxes(isStill), [isStill]);
  useEffect(() => {
    const { found: first } = detection.getState();
    if (first) boxes.step(first, performance.now());
    return detection.subscribe((state, before) => {
      if (state.found === before.found) return;
      if (state.found === null) boxes.clear();
      else if (state.frameCount !== before.frameCount) boxes.step(state.found, performance.now());
      else boxes.replace(state.found);
    });
  }, [detection, boxes]);
  return boxes;
}
