import { useEffect, useState } from 'react';
import type { ShownDataset } from '#state/library-store.ts';
import { useStride } from '../../stride-context.ts';

/** The SHA-256 of a sample's file, in hex; null until the library has told it, and for embedded samples. */
export function useSampleHash({ id, isEmbedded }: ShownDataset, sample: number): string | null {
  const { library } = useStride();
  const [known, setKnown] = useState<{ readonly sample: number; readonly hash: string } | null>(null);
  useEffect(() => {
    if (isEmbedded) return;
    let isWanted = true;
    library.sampleHash(id, sample).then(
      (hash) => isWanted && setKnown({ sample, hash }),
      // A sample that has just been deleted has none.
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [library, id, isEmbedded, sample]);
  return known?.sample === sample ? known.hash : null;
}
