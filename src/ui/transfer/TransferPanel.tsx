import { useEffect } from 'react';
import { useStore } from 'zustand';
import { refreshDatasets } from '#state/library-open.ts';
import { isUnderWay } from '#state/training-store.ts';
import { chooseTransfer } from '#state/transfer.ts';
import { refreshPlan } from '#state/transfer-plan.ts';
import { NumberField } from '../kit/NumberField.tsx';
import { Panel } from '../kit/Panel.tsx';
import { SelectField } from '../kit/SelectField.tsx';
import { Tabs } from '../kit/Tabs.tsx';
import { useStride } from '../stride-context.ts';
import { bases, chosenBase, embedded, smallestSize } from './base-options.ts';
import { EnlargedWarning } from './EnlargedWarning.tsx';
import { FastWay } from './FastWay.tsx';
import { FullWay } from './FullWay.tsx';
import { HeadFields } from './HeadFields.tsx';
import { TransferProgress } from './TransferProgress.tsx';

/** Teaching a trained network the classes of one's own pictures. */
export function TransferPanel() {
  const stride = useStride();
  const { base, dataset, inputSize, way, head, headSource, learningRate } = useStore(
    stride.transfer,
    (state) => state.settings,
  );
  const datasets = useStore(stride.libraryState, (state) => state.datasets);
  const isReady = useStore(stride.backend, ({ phase }) => phase === 'ready');
  const isTraining = useStore(stride.training, ({ phase }) => isUnderWay(phase));
  const isFetching = useStore(stride.transfer, ({ work }) => work.phase === 'base');
  const disabled = isTraining || isFetching;
  const isIdle = isReady && !disabled;

  useEffect(() => {
    void refreshDatasets(stride);
  }, [stride]);
  useEffect(() => {
    if (isIdle) void refreshPlan(stride, { base, dataset, inputSize, head, headSource });
  }, [stride, isIdle, base, dataset, inputSize, head, headSource]);

  const content = (
    <div className="flex flex-col gap-3 p-3">
      <p className="text-ink-muted text-label">
        {way === 'fast'
          ? 'The base looks at each picture once. What it sees is kept, and a small head learns your classes from that in seconds. 50 to 100 pictures are enough to begin.'
          : 'The base stands inside the network and looks at every picture in every epoch, augmented anew each time. Its last blocks can learn too, slowly. Train the head in the fast way first: it keeps its weights.'}
      </p>
      <SelectField
        label="Pictures to learn"
        value={dataset}
        options={[
          { value: 'mnist', label: 'MNIST digits (large: takes long)' },
          ...(datasets ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        disabled={disabled}
        help={datasets?.length === 0 ? 'Bring your own pictures in under Data.' : undefined}
        onChange={(id) => chooseTransfer(stride, { dataset: id })}
      />
      <SelectField
        label="Base"
        value={base.kind === 'embedded' ? embedded : base.network}
        options={bases}
        disabled={disabled}
        help={
          base.kind === 'embedded'
            ? 'Part of Stride: nothing is downloaded.'
            : 'Downloaded once, then kept on this computer.'
        }
        onChange={(value) => chooseTransfer(stride, chosenBase(value))}
      />
      <NumberField
        label="Size the base sees"
        value={inputSize}
        min={smallestSize}
        max={600}
        integer
        unit="pixels"
        disabled={disabled}
        help="Your pictures are scaled to this from their target size in Data."
        onChange={(size) => chooseTransfer(stride, { inputSize: size })}
      />
      <EnlargedWarning disabled={disabled} />
      <HeadFields disabled={!isIdle} />
      <NumberField
        label="Learning rate"
        value={learningRate}
        min={1e-7}
        max={1}
        step={1e-4}
        disabled={disabled}
        onChange={(value) => chooseTransfer(stride, { learningRate: value })}
      />
      {way === 'fast' ? <FastWay disabled={!isIdle} /> : <FullWay disabled={!isIdle} />}
      <TransferProgress />
    </div>
  );
  return (
    <Panel label="Transfer learning">
      <Tabs
        label="Way of transfer learning"
        value={way}
        onChange={(chosen) => chooseTransfer(stride, { way: chosen })}
        tabs={[
          { id: 'fast', label: 'Fast', content },
          { id: 'full', label: 'Full and fine-tuning', content },
        ]}
      />
    </Panel>
  );
}
