import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { ShownDataset } from '#state/library-store.ts';
import { Tabs } from '../../kit/Tabs.tsx';
import { useStride } from '../../stride-context.ts';
import { PictureEditor } from './PictureEditor.tsx';
import { SampleDetails } from './SampleDetails.tsx';
import { SplitEditor } from './SplitEditor.tsx';
import { StoragePanel } from './StoragePanel.tsx';

type TabId = 'sample' | 'split' | 'size' | 'storage';

/** What there is to know and to set beside the grid: the chosen sample, the split, the picture size and the storage. */
export function DetailTabs({ shown }: { readonly shown: ShownDataset }) {
  const { libraryState } = useStride();
  const [tab, setTab] = useState<TabId>('sample');
  const active = useStore(libraryState, (state) => state.active);
  // A picture that is chosen while the storage is shown wants to be seen; the others act on what is chosen.
  useEffect(() => {
    if (active !== null) setTab((before) => (before === 'storage' ? 'sample' : before));
  }, [active]);
  const own = [
    { id: 'split', label: 'Split', content: <SplitEditor shown={shown} /> },
    { id: 'size', label: 'Size', content: <PictureEditor shown={shown} /> },
  ] as const;
  return (
    <Tabs<TabId>
      label="Details"
      value={tab}
      onChange={setTab}
      tabs={[
        { id: 'sample', label: 'Sample', content: <SampleDetails shown={shown} /> },
        ...(shown.isEmbedded ? [] : own),
        { id: 'storage', label: 'Storage', content: <StoragePanel shown={shown} /> },
      ]}
    />
  );
}
