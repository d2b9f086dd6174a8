import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { formatCount } from '#base/format.ts';
import type { AnnotationNote } from '#formats/annotations/annotation.ts';
import { Button } from '../../kit/Button.tsx';

const pageSize = 50;

/** Every file and box that was left out or changed, with the reason. */
export function SkippedAnnotations({ notes }: { readonly notes: readonly AnnotationNote[] }) {
  const [limit, setLimit] = useState(pageSize);
  if (notes.length === 0) return null;
  return (
    <details className="rounded-medium border border-line bg-raised" open={notes.length <= 3}>
      <summary className="flex min-h-9 cursor-pointer items-center gap-2 px-2.5 font-medium text-ink text-label pointer-coarse:min-h-11">
        <TriangleAlert aria-hidden="true" className="size-3.5 shrink-0 text-warning" />
        Skipped or changed: {formatCount(notes.length)}
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrolls, so the keyboard has to get at it. */}
      <div tabIndex={0} className="-outline-offset-2 max-h-56 overflow-y-auto px-2.5 pb-2">
        <ul aria-label="Skipped" className="flex flex-col divide-y divide-line">
          {notes.slice(0, limit).map(({ where, reason }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: notes never change their places.
            <li key={place} className="py-1 text-label">
              <p className="break-words font-medium text-ink">
                <bdi>{where}</bdi>
              </p>
              <p className="break-words text-ink-muted">{reason}</p>
            </li>
          ))}
        </ul>
        {notes.length > limit && (
          <Button size="small" variant="ghost" onClick={() => setLimit(limit + pageSize)}>
            Show {formatCount(Math.min(pageSize, notes.length - limit))} more
          </Button>
        )}
      </div>
    </details>
  );
}
