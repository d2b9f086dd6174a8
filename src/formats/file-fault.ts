import { StrideError } from '#base/errors.ts';

const remedy = 'Choose another file, or download this one again: it may be damaged or of another kind.';

/** A file that cannot be read: `reason` completes the sentence "weights.h5 cannot be read: …". */
export function fileFault(fileName: string, reason: string, cause?: unknown): StrideError {
  return new StrideError({
    code: 'unreadable-file',
    message: `${fileName} cannot be read: ${reason}.`,
    remedy,
    ...(cause === undefined ? {} : { cause }),
  });
}
