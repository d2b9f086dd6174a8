/** Tells of a download a few times a second while bytes arrive, and goes on telling while none do. */
import type { DownloadProgress } from '#protocol/weights.ts';
import { progressMeter } from './progress-meter.ts';

interface DownloadReports {
  /** Bytes so far, and in all; null where the host does not say. */
  note(done: number, total: number | null): void;
  /** Nothing is told any more. */
  end(): void;
}

const millisecondsBetweenReports = 150;
/** How often it is looked at whether something is left to tell. */
const millisecondsBetweenLooks = 500;

/**
 * What arrives is told at once, but for what follows within 150 ms, which is told at the next look. While nothing
 * arrives the speed that is told falls to 0, where the telling stops until the next byte.
 *
 * @param now milliseconds of a clock that only goes forward
 */
export function downloadReports(
  now: () => number,
  { file, host }: Pick<DownloadProgress, 'file' | 'host'>,
  tell: (progress: DownloadProgress) => void,
): DownloadReports {
  const measure = progressMeter(now);
  let toldAt = Number.NEGATIVE_INFINITY;
  let latest: { readonly done: number; readonly total: number | null } | null = null;
  let told: DownloadProgress | null = null;

  function report(done: number, total: number | null, pace: ReturnType<typeof measure>): void {
    toldAt = now();
    told = { file, host, done, total, ...pace };
    tell(told);
  }

  const looks = setInterval(() => {
    if (latest === null || (told?.done === latest.done && told.bytesPerSecond === 0)) return;
    report(latest.done, latest.total, measure(latest.done, latest.total));
  }, millisecondsBetweenLooks);

  return {
    note: (done, total) => {
      latest = { done, total };
      const pace = measure(done, total);
      if (now() - toldAt >= millisecondsBetweenReports || done === total) report(done, total, pace);
    },
    end: () => clearInterval(looks),
  };
}
