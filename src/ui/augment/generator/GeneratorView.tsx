import { ClipboardPaste, RotateCcw } from 'lucide-react';
import { useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { generatorDefaults } from '#data/augmentation/generator-settings.ts';
import { meaningOf } from '#data/augmentation/image-data-generator.ts';
import type { DatasetInfo } from '#protocol/dataset.ts';
import { generatorTransforms, hasRescaling, setGenerator } from '#state/augment-generator.ts';
import { fingerprint } from '#state/augment-graph.ts';
import { Button } from '../../kit/Button.tsx';
import { Callout } from '../../kit/Callout.tsx';
import { useProject, useStride } from '../../stride-context.ts';
import { useAugmentation } from '../use-augmentation.ts';
import { GeneratorCall } from './GeneratorCall.tsx';
import { GeneratorForm } from './GeneratorForm.tsx';
import { GeneratorMeaningList } from './GeneratorMeaningList.tsx';

/** Keras 2's way of saying it: its arguments as a form and as a call, and what both mean in layers. */
export function GeneratorView({ info }: { readonly info: DatasetInfo }) {
  const stride = useStride();
  const settings = useStore(stride.augment, ({ generator }) => generator ?? generatorDefaults);
  const graph = useProject((project) => project.graph);
  const { transforms } = useAugmentation();
  const [height, width] = info.sampleShape;
  const size = useMemo(() => ({ height, width }), [height, width]);
  const meaning = useMemo(() => meaningOf(settings, size), [settings, size]);
  const set = (next: typeof settings) => setGenerator(stride, next, size);
  const callField = useRef<HTMLTextAreaElement>(null);
  const layers = generatorTransforms(graph, transforms, meaning);
  return (
    <div className="flex flex-col gap-4 p-3">
      {fingerprint(layers) !== fingerprint(transforms) && (
        <Callout
          tone="info"
          title="The transforms on show were set as layers"
          actions={
            meaning.meanings.length > 0 && (
              <Button size="small" icon={RotateCcw} onClick={() => set(settings)}>
                Use these arguments
              </Button>
            )
          }
        >
          What is changed below takes their place.
        </Callout>
      )}
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="min-w-0 flex-1 basis-40 text-caption text-ink-faint">
          Keras 2’s arguments, each shown as the layer that it means.
        </p>
        <Button size="small" icon={ClipboardPaste} onClick={() => callField.current?.select()}>
          Paste a call
        </Button>
      </div>
      <GeneratorForm settings={settings} size={size} onChange={set} />
      <GeneratorCall settings={settings} onChange={set} field={callField} />
      <GeneratorMeaningList layers={layers} meanings={meaning.meanings} hasRescaling={hasRescaling(graph)} />
    </div>
  );
}
