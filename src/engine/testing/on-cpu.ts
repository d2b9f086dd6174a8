import { climbDown } from '../backend/ladder.ts';
import type { StandingBackend } from '../backend/standing-backend.ts';

/** The processor's backend, with every unasked device message an error. */
export function standOnCpu(): Promise<StandingBackend> {
  return climbDown('cpu', {
    lost: (reason) => {
      throw new Error(reason);
    },
    failed: (message) => {
      throw new Error(message);
    },
  });
}
