import { Trash2 } from 'lucide-react';
import { useStore } from 'zustand';
import { formatCount } from '#base/format.ts';
import type { KeptSet } from '#protocol/quality.ts';
import { forgetKeptSet, reopenPictures } from '#state/quality.ts';
import { Button } from '../../kit/Button.tsx';
import { IconButton } from '../../kit/IconButton.tsx';
import { useStride } from '../../stride-context.ts';

const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

/** Sets that were drawn in during earlier visits, to go on with. */
export function KeptSets({ isBusy }: { readonly isBusy: boolean }) {
  const stride = useStride();
  const kept = useStore(stride.quality, (state) => state.kept);
  if (kept.length === 0) return null;
  return (
    <section aria-labelledby="kept-sets" className="w-full max-w-xl">
      <h2 id="kept-sets" className="mb-1 font-semibold text-body text-ink">
        Drawn in this browser
      </h2>
      <ul className="divide-y divide-line rounded-medium border border-line bg-raised">
        {kept.map((set) => (
          <li key={set.id} className="flex flex-wrap items-center gap-2 px-3 py-2">
            <div className="min-w-40 flex-1">
              <p className="truncate font-medium text-ink">
                <bdi>{set.name}</bdi>
              </p>
              <p className="text-ink-muted text-label">{factsOf(set)}</p>
            </div>
            {set.hasPictures && (
              <Button size="small" disabled={isBusy} onClick={() => void reopenPictures(stride, set.id, set.name)}>
                Go on
              </Button>
            )}
            <IconButton
              label={`Delete the annotations of ${set.name}`}
              icon={Trash2}
              size="small"
              disabled={isBusy}
              onClick={() => void forgetKeptSet(stride, set.id)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

function factsOf({ pictureCount, boxCount, savedAt, hasPictures }: KeptSet): string {
  const counts = `${formatCount(pictureCount)} pictures, ${formatCount(boxCount)} boxes, ${day.format(savedAt)}`;
  return hasPictures ? counts : `${counts}. Open its pictures again to go on.`;
}
