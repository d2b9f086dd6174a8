import { Plus, Sparkles, WandSparkles } from 'lucide-react';
import type { DatasetInfo } from '#protocol/dataset.ts';
import { addTransform, replaceTransforms } from '#state/augment.ts';
import { ActionMenu } from '../../kit/ActionMenu.tsx';
import { Button } from '../../kit/Button.tsx';
import { EmptyState } from '../../kit/EmptyState.tsx';
import { useStride } from '../../stride-context.ts';
import { useAugmentation } from '../use-augmentation.ts';
import { TransformCard } from './TransformCard.tsx';
import { gentleSet, startingConfig, transformTypes } from './transform-types.ts';

/** The transforms one by one, each with its sliders. */
export function TransformList({ info }: { readonly info: DatasetInfo }) {
  const stride = useStride();
  const { transforms, others } = useAugmentation();
  return (
    <div className="flex flex-col gap-3 p-3">
      <div>
        <ActionMenu
          label="Add transform"
          icon={Plus}
          showLabel
          actions={transformTypes.map((type) => ({
            label: type,
            onSelect: () => addTransform(stride, type, startingConfig(type, info.sampleShape)),
          }))}
        />
      </div>
      {transforms.length === 0 && (
        <EmptyState
          icon={WandSparkles}
          title="No transforms yet"
          action={
            <Button icon={Sparkles} onClick={() => replaceTransforms(stride, gentleSet)}>
              Start with a gentle set
            </Button>
          }
        >
          Pictures that are turned, moved and recoloured a little at random teach a network more than the same ones
          again and again.
        </EmptyState>
      )}
      <ol aria-label="Transforms" className="flex flex-col gap-2 empty:hidden">
        {transforms.map((transform, place) => (
          <TransformCard
            key={transform.name}
            transform={transform}
            isFirst={place === 0}
            isLast={place === transforms.length - 1}
          />
        ))}
      </ol>
      {others.length > 0 && (
        <p className="text-caption text-ink-faint">
          Also in the network, further down: {others.join(', ')}. Change them in Build.
        </p>
      )}
    </div>
  );
}
