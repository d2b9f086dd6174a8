import { Check, ClipboardPaste, Plus, Sparkles, Undo2, WandSparkles } from 'lucide-react';
import { useState } from 'react';
import type { DatasetInfo } from '#protocol/dataset.ts';
import { addTransform, applyTransforms, discardTransforms, replaceTransforms } from '#state/augment.ts';
import { ActionMenu } from '../../kit/ActionMenu.tsx';
import { Badge } from '../../kit/Badge.tsx';
import { Button } from '../../kit/Button.tsx';
import { Callout } from '../../kit/Callout.tsx';
import { EmptyState } from '../../kit/EmptyState.tsx';
import { Panel } from '../../kit/Panel.tsx';
import { useStride } from '../../stride-context.ts';
import { useAugmentation } from '../use-augmentation.ts';
import { GeneratorDialog } from './GeneratorDialog.tsx';
import { TransformCard } from './TransformCard.tsx';
import { gentleSet, startingConfig, transformTypes } from './transform-types.ts';

/** The transforms that pictures go through in training, tried out here and applied to the network. */
export function TransformsPanel({ info, scroll }: { readonly info: DatasetInfo; readonly scroll: boolean }) {
  const stride = useStride();
  const { transforms, isDrafted, obstacle, others } = useAugmentation();
  const [isPasting, setPasting] = useState(false);
  return (
    <Panel label="Transforms" scroll={scroll} actions={isDrafted && <Badge tone="warning">not applied</Badge>}>
      <div className="flex flex-col gap-3 p-3">
        <div className="flex flex-wrap items-center gap-2">
          <Button
            variant="primary"
            icon={Check}
            disabled={!isDrafted || obstacle !== null}
            onClick={() => applyTransforms(stride)}
          >
            Apply to model
          </Button>
          {isDrafted && (
            <Button variant="ghost" icon={Undo2} onClick={() => discardTransforms(stride)}>
              Discard
            </Button>
          )}
        </div>
        {obstacle ? (
          <Callout
            tone="warning"
            title={obstacle}
            actions={
              <Button size="small" onClick={() => stride.view.setState({ workspace: 'build' })}>
                Go to Build
              </Button>
            }
          >
            Give the network one Input, then try transforms out here.
          </Callout>
        ) : (
          <p className="text-caption text-ink-faint">
            {isDrafted
              ? 'Applying puts these layers behind the Input, as one step that Undo takes back.'
              : transforms.length > 0
                ? 'These layers are in the network, behind its Input.'
                : 'The network sees every picture as it is.'}
          </p>
        )}
        <div className="flex flex-wrap items-center gap-2">
          <ActionMenu
            label="Add transform"
            icon={Plus}
            showLabel
            actions={transformTypes.map((type) => ({
              label: type,
              onSelect: () => addTransform(stride, type, startingConfig(type, info.sampleShape)),
            }))}
          />
          <Button variant="ghost" icon={ClipboardPaste} onClick={() => setPasting(true)}>
            From ImageDataGenerator
          </Button>
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
      <GeneratorDialog info={info} open={isPasting} onClose={() => setPasting(false)} />
    </Panel>
  );
}
