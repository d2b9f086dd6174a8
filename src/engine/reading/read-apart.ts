/**
 * Reads a file that a person brings in a worker that lives for that one file. The HDF5 library may go round in circles over
 * hostile bytes, or be left in a state that nobody knows: then the worker is ended, and nothing else has noticed.
 */
import { StrideError } from '#base/errors.ts';
import { fileFault } from '#formats/file-fault.ts';
import { maxReadSeconds } from '#formats/limits.ts';
import type { ReaderCall, ReaderJobs, ReaderMessage } from './reader-jobs.ts';

/** What is read, for the limit and the errors. */
export interface Subject {
  readonly name: string;
  /** Of the file and all that lies beside it. */
  readonly bytes: number;
}

/**
 * Rejects with what the job says, and with `unreadable-file` where the file takes longer than `seconds` or brings the
 * reader down.
 */
export async function readApart<Kind extends keyof ReaderJobs>(
  call: ReaderCall<Kind>,
  subject: Subject,
  seconds = maxReadSeconds(subject.bytes),
): Promise<ReaderJobs[Kind]['answer']> {
  // Node, which the tests run in, has no such workers.
  if (typeof Worker === 'undefined') return (await import('./reader-jobs.ts')).readerJobs[call.kind](call.request);
  const worker = new Worker(new URL('./reader-worker.ts', import.meta.url), { type: 'module', name: 'Stride reader' });
  let clock: ReturnType<typeof setTimeout> | undefined;
  try {
    return await new Promise((resolve, reject) => {
      worker.onerror = () =>
        reject(clock === undefined ? notLoaded() : fileFault(subject.name, 'it stopped its reader'));
      worker.onmessage = ({ data }: MessageEvent<ReaderMessage<ReaderJobs[Kind]['answer']>>) => {
        if (data.type === 'answer') resolve(data.answer);
        else if (data.type === 'fault') reject(new StrideError(data.fault));
        else {
          // Only now, since the worker's own program may have to be fetched first.
          clock = setTimeout(() => reject(tookTooLong(subject.name, seconds)), 1000 * seconds);
          worker.postMessage(call);
        }
      };
    });
  } finally {
    clearTimeout(clock);
    worker.terminate();
  }
}

function tookTooLong(name: string, seconds: number): StrideError {
  return fileFault(name, `reading it took longer than ${Math.ceil(seconds)} seconds, so that it was stopped`);
}

function notLoaded(): StrideError {
  return new StrideError({
    code: 'reader-not-loaded',
    message: 'The part of Stride that reads model files could not be loaded.',
    remedy: 'Check the connection and try again.',
  });
}
