import { ShieldCheck } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { formatBytes } from '#base/format.ts';
import { keepData } from '#state/library-datasets.ts';
import { refreshStorage } from '#state/library-open.ts';
import type { ShownDataset } from '#state/library-store.ts';
import { Button } from '../../kit/Button.tsx';
import { Callout } from '../../kit/Callout.tsx';
import { useStride } from '../../stride-context.ts';
import { FactRows } from './FactRows.tsx';

/** What the data takes up, what is left, and whether the browser will keep it. */
export function StoragePanel({ shown: { description, isEmbedded } }: { readonly shown: ShownDataset }) {
  const stride = useStride();
  const storage = useStore(stride.libraryState, (state) => state.storage);
  const [isRefused, setRefused] = useState(false);
  useEffect(() => void refreshStorage(stride), [stride]);
  const share = storage ? storage.used / Math.max(1, storage.used + storage.left) : 0;
  return (
    <div className="flex flex-col gap-3 p-3">
      <p className="text-ink-muted">
        Your pictures stay in this browser, on this computer: the originals, by their content, each once.
      </p>
      {storage && (
        <>
          <meter aria-label="Storage used" className="sr-only" min={0} max={100} value={Math.round(100 * share)}>
            {formatBytes(storage.used)} used, {formatBytes(storage.left)} left
          </meter>
          <div aria-hidden="true" className="h-2 overflow-hidden rounded-full bg-hover">
            <div className="h-full min-w-1 rounded-full bg-accent" style={{ width: `${100 * share}%` }} />
          </div>
          <FactRows
            facts={[
              ...(isEmbedded ? [] : [{ name: 'This data set', value: formatBytes(description.bytes) }]),
              { name: 'Used by Stride', value: formatBytes(storage.used) },
              { name: 'Left', value: formatBytes(storage.left) },
            ]}
          />
        </>
      )}
      {storage?.isPersistent && (
        <Callout tone="info" title="Your data is kept">
          The browser deletes it only when you ask it to.
        </Callout>
      )}
      {storage && !storage.isPersistent && (
        <>
          <p className="text-ink-muted">
            When the disk runs low, the browser may delete what a page keeps. Ask it not to; export what you cannot
            lose.
          </p>
          <Button
            icon={ShieldCheck}
            className="self-start"
            onClick={() => void keepData(stride).then((isKept) => setRefused(!isKept))}
          >
            Keep data
          </Button>
          {isRefused && (
            <Callout tone="warning" title="The browser did not promise to keep it.">
              Browsers agree more readily for pages that are bookmarked, installed or visited often. Try again then, and
              export your data sets meanwhile.
            </Callout>
          )}
        </>
      )}
    </div>
  );
}
