import { StrideError } from '#base/errors.ts';

/** A value that no control of the app sends; `reason` says what is wrong with it. */
export function refusedValue(what: string, reason: string): StrideError {
  return new StrideError({
    code: 'value-refused',
    message: `${what} cannot be used: ${reason}.`,
    remedy: 'Correct the value and try again.',
  });
}
