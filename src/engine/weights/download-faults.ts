/** What can go wrong on the way of a file, each as a sentence with what to do next. */
import { StrideError } from '#base/errors.ts';
import { formatBytes } from '#base/format.ts';
import type { HostedFile } from '#zoo/weights/hosted-file.ts';

const otherWays = 'Choose the file yourself if you have it, or name a weights mirror that has it.';

export function refused(file: HostedFile, host: string, status: number): StrideError {
  if (status === 404 || status === 410) {
    return new StrideError({
      code: 'weights-missing',
      message: `${host} has no file for ${file.name} (${status}).`,
      remedy: otherWays,
    });
  }
  if (status === 401 || status === 403) {
    return new StrideError({
      code: 'weights-forbidden',
      message: `${host} does not hand out ${file.name} (${status}).`,
      remedy: otherWays,
    });
  }
  return new StrideError({
    code: 'weights-refused',
    message: `${host} answered ${status} when asked for ${file.name}.`,
    remedy: `Try again in a few minutes. ${otherWays}`,
  });
}

export function unreachable(file: HostedFile, host: string, isOffline: boolean, cause: unknown): StrideError {
  return new StrideError({
    code: 'weights-unreachable',
    message: isOffline
      ? `This computer is offline, so ${file.name} cannot be fetched from ${host}.`
      : `${file.name} could not be fetched: ${host} cannot be reached, or it lets no other page read its files (CORS).`,
    remedy: isOffline
      ? 'Connect and try again, or choose the file yourself if you have it.'
      : `Check the connection and try again. ${otherWays}`,
    cause,
  });
}

export function brokenOff(file: HostedFile, host: string, done: number, total: number | null): StrideError {
  const share = total === null ? formatBytes(done) : `${formatBytes(done)} of ${formatBytes(total)}`;
  return new StrideError({
    code: 'weights-broken-off',
    message: `The connection to ${host} was lost after ${share} of ${file.name}.`,
    remedy: 'Try again: the download goes on from there where the host allows it.',
  });
}

export function webPage(file: HostedFile, host: string): StrideError {
  return new StrideError({
    code: 'weights-html',
    message: `${host} answered with a web page instead of ${file.name}.`,
    remedy: `Sign in to this network if it asks for that, or check the mirror’s address. ${otherWays}`,
  });
}

export function truncated(file: HostedFile, host: string, bytes: number, expected: number): StrideError {
  return new StrideError({
    code: 'weights-truncated',
    message: `${file.name} from ${host} was cut off: ${formatBytes(bytes)} arrived of at least ${formatBytes(expected)}.`,
    remedy: `Try again; nothing of it was loaded. ${otherWays}`,
  });
}

export function wrongHash(file: HostedFile, host: string): StrideError {
  return new StrideError({
    code: 'weights-hash',
    message: `${file.name} from ${host} is damaged or another file: its checksum is not the published one.`,
    remedy: `Try again; nothing of it was loaded. ${otherWays}`,
  });
}

export function cancelled(file: HostedFile): StrideError {
  return new StrideError({
    code: 'cancelled',
    message: `The download of ${file.name} was cancelled.`,
    remedy: 'Start it again when you like: it goes on from where it was, where the host allows it.',
  });
}

/** One error for all the places that were tried. */
export function nowhere(file: HostedFile, faults: readonly StrideError[]): StrideError {
  const [only] = faults;
  if (only !== undefined && faults.length === 1) return only;
  return new StrideError({
    code: only?.code ?? 'weights-missing',
    message: `${file.name} could be fetched from none of ${faults.length} places. ${faults.map(({ message }) => message).join(' ')}`,
    remedy: otherWays,
  });
}
