/**
 * Properties draw the same cases in every run, so that what fails was broken by the change at hand.
 * `STRIDE_PROPERTY_SEED=random` draws others each time, to hunt with; a number draws that one's again.
 */
import fc from 'fast-check';
import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** Null where each run is to draw cases of its own. */
    readonly propertySeed: number | null;
  }
}

const seed = inject('propertySeed');
if (seed !== null) fc.configureGlobal({ seed });
