import { StrideError } from '#base/errors.ts';

export function deviceLost(reason: string): StrideError {
  return new StrideError({
    code: 'device-lost',
    message: `The graphics card stopped working for this page: ${reason}`,
    remedy: 'The engine has started again; press Train to begin anew, with a smaller batch size if it happens again.',
  });
}

/** How long a device may take to say that it is gone after its calls have begun to fail. */
const graceMilliseconds = 1000;

/**
 * Why a call really failed. A device that goes away makes whatever waits for it fail with errors of many wordings, a
 * moment before it says itself that it is lost; `lost` is that word, null where there is no device to lose.
 */
export async function causeOf(thrown: unknown, lost: Promise<string> | null): Promise<unknown> {
  if (lost === null || thrown instanceof StrideError) return thrown;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const grace = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, graceMilliseconds, null);
  });
  const reason = await Promise.race([lost, grace]);
  clearTimeout(timer);
  return reason === null ? thrown : deviceLost(reason);
}
