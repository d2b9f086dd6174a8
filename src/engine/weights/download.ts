/**
 * Fetches one address into a landing. A connection that is lost is taken up again where it broke, by a range of the
 * file where the host allows that, as long as something arrives.
 */
import { StrideError } from '#base/errors.ts';
import type { HostedFile } from '#zoo/weights/hosted-file.ts';
import { brokenOff, cancelled, refused, unreachable, webPage } from './download-faults.ts';
import type { Landing } from './landing.ts';

export interface Network {
  /** As `fetch`. */
  fetch(url: string, init: RequestInit): Promise<Response>;
  isOffline(): boolean;
  /** Lets a lost connection recover, milliseconds. */
  wait(milliseconds: number): Promise<void>;
}

export interface DownloadWork {
  readonly file: HostedFile;
  readonly url: string;
  readonly landing: Landing;
  readonly network: Network;
  readonly signal: AbortSignal;
  onProgress(done: number, total: number | null): void;
  onResume(done: number): void;
}

/** Attempts in a row that bring nothing before it is given up. */
const patience = 3;
const rangeNotSatisfiable = 416;
const partialContent = 206;

/** Resolves when the host says that the file is whole; whether it is the right one is not looked at here. */
export async function download(work: DownloadWork): Promise<void> {
  const { file, url, landing, network, signal } = work;
  const host = new URL(url).host;
  // Pieces from elsewhere may be of another file.
  if (landing.record !== null && landing.record.url !== url) await landing.startOver();
  let vain = 0;
  let hasAnswered = false;
  const answered = () => {
    hasAnswered = true;
  };
  for (;;) {
    const before = landing.received;
    try {
      if (await attempt(work, host, answered)) return;
    } catch (thrown) {
      if (signal.aborted) {
        await landing.flush();
        throw cancelled(file);
      }
      if (thrown instanceof StrideError) throw thrown;
      if (!hasAnswered) throw unreachable(file, host, network.isOffline(), thrown);
    }
    await landing.flush();
    vain = landing.received > before ? 0 : vain + 1;
    if (vain >= patience) throw brokenOff(file, host, landing.received, landing.record?.total ?? null);
    await network.wait(500 * 2 ** vain);
    if (signal.aborted) throw cancelled(file);
    work.onResume(landing.received);
  }
}

/** True when the file is whole, false when it ended early. Throws what `fetch` and the stream throw. */
async function attempt(work: DownloadWork, host: string, answered: () => void): Promise<boolean> {
  const { file, url, landing, network, signal, onProgress } = work;
  const offset = landing.received;
  const known = landing.record;
  if (offset > 0 && known?.total === offset) return true;
  const response = await network.fetch(url, {
    signal,
    credentials: 'omit',
    // The browser's own cache would hold a second copy, and give a damaged one again.
    cache: 'no-store',
    ...(offset > 0 && { headers: { Range: `bytes=${offset}-` } }),
  });
  if (response.status === rangeNotSatisfiable && offset > 0) {
    await landing.startOver();
    return false;
  }
  if (!response.ok) throw refused(file, host, response.status);
  if (/^text\/html/i.test(response.headers.get('content-type') ?? '')) throw webPage(file, host);
  const length = Number(response.headers.get('content-length')) || null;
  const version = response.headers.get('etag') ?? response.headers.get('last-modified');
  const goesOn = response.status === partialContent;
  const total = length === null ? null : goesOn ? offset + length : length;
  if (offset > 0 && !(goesOn && known?.total === total && known?.version === version)) {
    await landing.startOver();
    if (goesOn) {
      await response.body?.cancel();
      return false;
    }
  }
  answered();
  await landing.begin({ url, total, version });
  const reader = response.body?.getReader();
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
    if (done) break;
    if (landing.received === 0 && beginsLikeWebPage(value)) {
      await reader?.cancel();
      await landing.startOver();
      throw webPage(file, host);
    }
    await landing.write(value);
    onProgress(landing.received, total);
  }
  return total === null || landing.received >= total;
}

function beginsLikeWebPage(bytes: Uint8Array): boolean {
  return /^\s*<(!doctype html|html|head)/i.test(new TextDecoder('latin1').decode(bytes.subarray(0, 64)));
}
