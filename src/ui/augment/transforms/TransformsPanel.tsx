import { Check, Undo2 } from 'lucide-react';
import { useStore } from 'zustand';
import type { DatasetInfo } from '#protocol/dataset.ts';
import { applyTransforms, discardTransforms } from '#state/augment.ts';
import { Badge } from '../../kit/Badge.tsx';
import { Button } from '../../kit/Button.tsx';
import { Callout } from '../../kit/Callout.tsx';
import { Panel } from '../../kit/Panel.tsx';
import { Tabs } from '../../kit/Tabs.tsx';
import { useStride } from '../../stride-context.ts';
import { GeneratorView } from '../generator/GeneratorView.tsx';
import { useAugmentation } from '../use-augmentation.ts';
import { TransformList } from './TransformList.tsx';

/**
 * The transforms that pictures go through in training, tried out here and applied to the network; by the layers themselves
 * or by ImageDataGenerator's arguments.
 */
export function TransformsPanel({ info, scroll }: { readonly info: DatasetInfo; readonly scroll: boolean }) {
  const stride = useStride();
  const view = useStore(stride.augment, (state) => state.view);
  const { transforms, isDrafted, obstacle } = useAugmentation();
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
      </div>
      <Tabs
        label="Way in"
        value={view}
        onChange={(chosen) => stride.augment.setState({ view: chosen })}
        tabs={[
          { id: 'layers', label: 'Layers', content: <TransformList info={info} /> },
          { id: 'generator', label: 'ImageDataGenerator', content: <GeneratorView info={info} /> },
        ]}
      />
    </Panel>
  );
}
