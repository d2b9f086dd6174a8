import { X } from 'lucide-react';
import { useStore } from 'zustand';
import { formatBytes, formatCount, formatDuration } from '#base/format.ts';
import type { ImportDownload, ImportProgress } from '#protocol/library.ts';
import { cancelImport } from '#state/library-import.ts';
import type { ImportJob } from '#state/library-store.ts';
import { Button } from '../../kit/Button.tsx';
import { ProgressBar } from '../../kit/ProgressBar.tsx';
import { useStride } from '../../stride-context.ts';

/** The imports under way, each with its progress and a way to end it. */
export function ImportJobs() {
  const { libraryState } = useStride();
  const jobs = useStore(libraryState, (state) => state.jobs);
  if (jobs.length === 0) return null;
  return (
    <ul aria-label="Imports" className="flex shrink-0 flex-col border-line border-b bg-raised">
      {jobs.map((job) => (
        <ImportRow key={job.job} job={job} />
      ))}
    </ul>
  );
}

function ImportRow({ job: { job, label, download, progress, isCancelling } }: { readonly job: ImportJob }) {
  const stride = useStride();
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-1.5">
      <span className="max-w-60 truncate font-medium text-ink">Adding {label}</span>
      <ProgressBar
        label={`Import of ${label}`}
        value={share(progress, download)}
        text={progress === null && download ? downloadText(download) : progressText(progress)}
        className="min-w-56 flex-1"
      />
      <Button size="small" icon={X} disabled={isCancelling} onClick={() => void cancelImport(stride, job)}>
        {isCancelling ? 'Cancelling' : 'Cancel'}
      </Button>
    </li>
  );
}

function share(progress: ImportProgress | null, download: ImportDownload | null): number | null {
  if (progress !== null) return progress.total === 0 ? null : progress.done / progress.total;
  return download && Math.min(1, download.received / download.total);
}

function downloadText({ received, total, millisecondsLeft }: ImportDownload): string {
  const left = Number.isFinite(millisecondsLeft) ? ` · ${formatDuration(millisecondsLeft)} left` : '';
  return `${formatBytes(received)} of ${formatBytes(total)} fetched${left}`;
}

function progressText(progress: ImportProgress | null): string {
  if (progress === null) return 'Looking at the files';
  const { done, total, imagesPerSecond, millisecondsLeft, skipped } = progress;
  return [
    `${formatCount(done)} of ${formatCount(total)}`,
    imagesPerSecond > 0 ? `${formatCount(Math.round(imagesPerSecond))} images/s` : null,
    Number.isFinite(millisecondsLeft) ? `${formatDuration(millisecondsLeft)} left` : null,
    skipped > 0 ? `${formatCount(skipped)} skipped` : null,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}
