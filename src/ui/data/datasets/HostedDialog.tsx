import { Download } from 'lucide-react';
import { formatBytes, formatCount, formatShape } from '#base/format.ts';
import { type HostedDataset, hostedDatasets } from '#data/hosted-datasets.ts';
import { importHosted } from '#state/library-import.ts';
import { Button } from '../../kit/Button.tsx';
import { Dialog } from '../../kit/Dialog.tsx';
import { useStride } from '../../stride-context.ts';

export interface HostedDialogProps {
  onClose(): void;
}

/** Data sets that one click fetches from where they are published. */
export function HostedDialog({ onClose }: HostedDialogProps) {
  const stride = useStride();
  const get = (hosted: HostedDataset) => {
    onClose();
    void importHosted(stride, hosted);
  };
  return (
    <Dialog title="Fetch a known data set" open onClose={onClose}>
      <p className="pb-3 text-ink-muted">
        These come over the network from where they are published, once; from then on they lie in this browser.
      </p>
      <ul aria-label="Hosted data sets" className="flex flex-col gap-2">
        {hostedDatasets.map((hosted) => (
          <li key={hosted.id} className="flex flex-wrap items-center gap-3 rounded-medium border border-line p-3">
            <div className="min-w-0 flex-1 basis-60">
              <p className="font-semibold text-ink">{hosted.name}</p>
              <p className="text-ink-muted">{hosted.about}</p>
              <p className="pt-1 text-ink-muted text-label">
                {formatCount(hosted.sampleCount)} samples ·{' '}
                {formatShape([hosted.settings.height, hosted.settings.width, hosted.settings.channels])} · licence{' '}
                {hosted.licence} ·{' '}
                <a href={hosted.home} target="_blank" rel="noreferrer" className="text-accent underline">
                  source
                </a>
              </p>
            </div>
            <Button
              icon={Download}
              aria-label={`Fetch ${hosted.name}, ${formatBytes(hosted.bytes)}`}
              onClick={() => get(hosted)}
            >
              {formatBytes(hosted.bytes)}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
