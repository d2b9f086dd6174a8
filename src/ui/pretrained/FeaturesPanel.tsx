import { Trash2 } from 'lucide-react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { formatBytes, formatCount } from '#base/format.ts';
import type { KeptFeatureSet } from '#protocol/transfer.ts';
import { refreshFeatures, removeFeatures } from '#state/transfer-features.ts';
import { Button } from '../kit/Button.tsx';
import { IconButton } from '../kit/IconButton.tsx';
import { Panel } from '../kit/Panel.tsx';
import { useStride } from '../stride-context.ts';
import { featuresText } from './pretrained-text.ts';

/** What bases saw in pictures and lies on this computer for transfer learning; nothing where there is none. */
export function FeaturesPanel() {
  const stride = useStride();
  const features = useStore(stride.transfer, (state) => state.features);
  const phase = useStore(stride.transfer, ({ work }) => work.phase);
  const isReady = useStore(stride.backend, (state) => state.phase === 'ready');
  const isAtWork = phase === 'base' || phase === 'features';
  useEffect(() => {
    if (isReady && !isAtWork) void refreshFeatures(stride);
  }, [stride, isReady, isAtWork]);
  if (features.length === 0) return null;
  return (
    <Panel
      label="Kept features"
      actions={
        <Button
          size="small"
          variant="ghost"
          icon={Trash2}
          aria-label="Delete all features"
          onClick={() =>
            void removeFeatures(
              stride,
              features.map(({ id }) => id),
            )
          }
        >
          Delete all
        </Button>
      }
    >
      <div className="flex flex-col gap-3 p-3">
        <ul aria-label="Kept features" className="flex flex-col">
          {features.map((set) => (
            <FeaturesRow key={set.id} set={set} onDelete={() => void removeFeatures(stride, [set.id])} />
          ))}
        </ul>
        <p className="text-ink-muted text-label">
          What a base saw in your pictures. Deleted features are computed again when you next learn from them.
        </p>
      </div>
    </Panel>
  );
}

function FeaturesRow({ set, onDelete }: { readonly set: KeptFeatureSet; onDelete(): void }) {
  const { name, detail } = featuresText(set);
  return (
    <li className="flex min-h-9 items-center gap-2 border-line border-b last:border-b-0">
      <span className="min-w-0 flex-1 py-1">
        <span className="block break-words text-ink">{name}</span>
        <span className="block break-words text-caption text-ink-faint tabular-nums">
          {formatCount(set.pictures)} {set.pictures === 1 ? 'picture' : 'pictures'} · {formatBytes(set.bytes)} ·{' '}
          {detail}
        </span>
      </span>
      <IconButton size="small" icon={Trash2} label={`Delete the features of ${name}`} onClick={onDelete} />
    </li>
  );
}
