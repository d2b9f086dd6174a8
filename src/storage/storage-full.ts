import { StrideError } from '#base/errors.ts';

export function storageFull(cause: unknown): StrideError {
  return new StrideError({
    code: 'storage-full',
    message: 'The space that this browser gives Stride on the disk is used up.',
    remedy: 'Delete data sets, downloaded weights or old runs that you no longer need, or free disk space.',
    cause,
  });
}
