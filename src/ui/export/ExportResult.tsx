import { CircleCheck, Download } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { formatBytes, formatCount } from '#base/format.ts';
import type { ExportReport } from '#protocol/exchange.ts';
import { downloadExport } from '#state/export-model.ts';
import { Button } from '#ui/kit/Button.tsx';
import { Callout } from '#ui/kit/Callout.tsx';
import { useStride } from '#ui/stride-context.ts';

const listedAtMost = 14;

/** The file that was made: its size, what was compared, and what is not as on the canvas. */
export function ExportResult({ report }: { readonly report: ExportReport }) {
  const stride = useStride();
  const place = useRef<HTMLElement>(null);
  // The formats may fill the dialog, and the file stands below them.
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'center' });
  }, []);
  const { file, fileName, contents, parameters, verified, notes } = report;
  const rest = contents.length - listedAtMost;
  return (
    <section
      ref={place}
      aria-label="Exported file"
      className="flex flex-col gap-3 rounded-medium border border-line bg-sunken p-3"
    >
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p role="status" className="min-w-0 break-words text-body text-ink">
          <span className="font-semibold">{fileName}</span> · {formatBytes(file.size)} · {formatCount(parameters)}{' '}
          parameters
        </p>
        <Button variant="primary" icon={Download} onClick={() => downloadExport(stride)}>
          Download
        </Button>
      </div>
      <ul aria-label="Verified" className="flex flex-col gap-1 text-label text-ink">
        {verified.map((sentence) => (
          <li key={sentence} className="flex gap-2">
            <CircleCheck aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-success" />
            {sentence}
          </li>
        ))}
      </ul>
      {notes.length > 0 && (
        <Callout tone="info">
          <ul aria-label="Notes" className="flex flex-col gap-1">
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </Callout>
      )}
      <p className="break-words text-caption text-ink-muted">
        Inside: {contents.slice(0, listedAtMost).join(', ')}
        {rest > 0 ? ` and ${formatCount(rest)} more` : ''}
      </p>
    </section>
  );
}
