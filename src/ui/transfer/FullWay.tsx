import { Pencil, Play } from 'lucide-react';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { formatCount } from '#base/format.ts';
import { chooseTransfer, openFullNetwork } from '#state/transfer.ts';
import { blocksOf } from '#state/transfer-forecast.ts';
import { unfrozenOf } from '#state/transfer-network.ts';
import type { TransferAugmentation } from '#state/transfer-store.ts';
import { Button } from '../kit/Button.tsx';
import { NumberField } from '../kit/NumberField.tsx';
import { SelectField } from '../kit/SelectField.tsx';
import { SliderField } from '../kit/SliderField.tsx';
import { useStride } from '../stride-context.ts';
import { ForecastPanel } from './ForecastPanel.tsx';
import { unfrozenText } from './forecast-text.ts';

const augmentations: readonly { readonly value: TransferAugmentation; readonly label: string }[] = [
  { value: 'guide', label: 'RandomFlip and RandomRotation' },
  { value: 'document', label: 'The transforms of the network in Build' },
  { value: 'none', label: 'None' },
];

/** The base inside the network, run in every step: frozen, or with its last blocks learning slowly. */
export function FullWay({ disabled }: { readonly disabled: boolean }) {
  const stride = useStride();
  const settings = useStore(stride.transfer, (state) => state.settings);
  const plan = useStore(stride.transfer, (state) => state.plan);
  const prepared = plan.phase === 'ready' ? plan.plan.graph : null;
  const blocks = useMemo(() => (prepared === null ? [] : blocksOf(prepared)), [prepared]);
  const unfrozen = unfrozenOf(blocks, settings);
  const { learningRate, baseMultiplier } = settings;
  const rate = Number((learningRate * baseMultiplier).toPrecision(3));
  return (
    <>
      <SelectField
        label="Augmentation"
        value={settings.augmentation}
        options={augmentations}
        disabled={disabled}
        help="In front of the base, in training alone."
        onChange={(augmentation) => chooseTransfer(stride, { augmentation })}
      />
      <SliderField
        label="Blocks to unfreeze"
        value={Math.min(settings.unfrozen, blocks.length)}
        min={0}
        max={blocks.length}
        step={1}
        disabled={disabled || blocks.length === 0}
        format={(count) => (count === 0 ? 'None' : `${formatCount(count)} of ${formatCount(blocks.length)}`)}
        help={unfrozenText(unfrozen)}
        onChange={(count) => chooseTransfer(stride, { unfrozen: count })}
      />
      {unfrozen.length > 0 && (
        <NumberField
          label="The base learns at"
          value={baseMultiplier}
          min={1e-4}
          max={1}
          step={0.01}
          unit="times"
          disabled={disabled}
          help={`That is a rate of ${rate}. A fast base forgets what it knew; Keras’s guide takes 0.00001.`}
          onChange={(value) => chooseTransfer(stride, { baseMultiplier: value })}
        />
      )}
      <NumberField
        label="Pictures in a batch"
        value={settings.batchSize}
        min={1}
        max={1024}
        integer
        disabled={disabled}
        onChange={(batchSize) => chooseTransfer(stride, { batchSize })}
      />
      <NumberField
        label="Epochs for the network"
        value={settings.epochs}
        min={1}
        max={1000}
        integer
        disabled={disabled}
        onChange={(epochs) => chooseTransfer(stride, { epochs })}
      />
      <ForecastPanel />
      <div className="flex flex-wrap gap-2">
        <Button
          variant="primary"
          icon={Play}
          disabled={disabled || prepared === null}
          onClick={() => void openFullNetwork(stride, 'training')}
        >
          Train the whole network
        </Button>
        <Button
          icon={Pencil}
          disabled={disabled || prepared === null}
          onClick={() => void openFullNetwork(stride, 'editing')}
        >
          Open it in Build
        </Button>
      </div>
    </>
  );
}
