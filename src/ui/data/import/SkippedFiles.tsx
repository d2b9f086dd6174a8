import { FileX2, Info, type LucideIcon, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { formatCount } from '#base/format.ts';
import type { ImportLine } from '#protocol/library.ts';
import { clearLines } from '#state/library-edits.ts';
import { showMoreLines } from '#state/library-open.ts';
import { linesAtOnce, type ShownDataset } from '#state/library-store.ts';
import { Button } from '../../kit/Button.tsx';
import { classNames } from '../../kit/class-names.ts';
import { useStride } from '../../stride-context.ts';

const looks: Readonly<
  Record<ImportLine['kind'], { readonly icon: LucideIcon; readonly ink: string; readonly word: string }>
> = {
  skipped: { icon: FileX2, ink: 'text-danger', word: 'Skipped' },
  warning: { icon: TriangleAlert, ink: 'text-warning', word: 'Added, with a warning' },
  note: { icon: Info, ink: 'text-accent', word: 'Added, with a note' },
};

/** Every file that was left out, why, and what can be done; and what there is to say about some that came in. */
export function SkippedFiles({ shown: { lines, description } }: { readonly shown: ShownDataset }) {
  const stride = useStride();
  const [isOpen, setOpen] = useState(true);
  if (lines.length === 0) return null;
  const { skippedCount, noteCount } = description;
  const hidden = skippedCount + noteCount - lines.length;
  const heading = [
    skippedCount > 0 ? `${formatCount(skippedCount)} skipped` : null,
    noteCount > 0 ? `${formatCount(noteCount)} with a note` : null,
  ].filter(Boolean);
  return (
    <section
      aria-label="Skipped files"
      className="flex max-h-80 min-h-11 md:max-h-[38%] shrink-0 flex-col border-line border-t bg-surface"
    >
      <header className="flex min-h-11 shrink-0 items-center gap-2 px-3">
        <h2 className="flex-1 font-semibold text-body text-ink">
          <button
            type="button"
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
            className="min-h-8 rounded-small pr-2 text-left pointer-coarse:min-h-11"
          >
            Skipped files <span className="font-normal text-ink-muted text-label">{heading.join(', ')}</span>
          </button>
        </h2>
        <Button size="small" variant="ghost" onClick={() => setOpen(!isOpen)}>
          {isOpen ? 'Hide' : 'Show'}
        </Button>
        <Button size="small" variant="ghost" onClick={() => void clearLines(stride)}>
          Clear
        </Button>
      </header>
      {isOpen && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolls, so the keyboard has to get at it.
        <div tabIndex={0} className="-outline-offset-2 min-h-0 flex-1 overflow-y-auto overscroll-contain px-3 pb-2">
          <ul aria-label="Skipped files" className="flex flex-col divide-y divide-line">
            {lines.toReversed().map((line, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines never change their places.
              <Line key={skippedCount + noteCount - place} line={line} />
            ))}
          </ul>
          {hidden > 0 && (
            <Button size="small" variant="ghost" onClick={() => void showMoreLines(stride)}>
              Show {formatCount(Math.min(linesAtOnce, hidden))} more
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

function Line({ line: { kind, path, reason, remedy } }: { readonly line: ImportLine }) {
  const { icon: Icon, ink, word } = looks[kind];
  return (
    <li className="flex gap-2 py-1.5 text-label">
      <Icon aria-hidden="true" className={classNames('mt-0.5 size-3.5 shrink-0', ink)} />
      <div className="min-w-0 flex-1">
        <p className="break-words font-medium text-ink">
          <span className="sr-only">{word}: </span>
          <bdi>{path}</bdi>
        </p>
        <p className="break-words text-ink-muted">
          {reason} {remedy}
        </p>
      </div>
    </li>
  );
}
