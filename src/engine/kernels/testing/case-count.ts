/** How many random cases a property of a kernel is checked on. */
import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    readonly kernelCases: number;
  }
}

export const manyCases = 200;

/**
 * The same for kernels whose every case is a large program of its own: on a software adapter compiling 200 of them takes
 * minutes. `STRIDE_KERNEL_CASES=200 npm run test:gpu` checks them all.
 */
export const largeProgramCases: number = inject('kernelCases');
