import { Pencil, Play, Square, Wand } from 'lucide-react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { formatPercent } from '#base/format.ts';
import { refreshDatasets } from '#state/library-open.ts';
import { isUnderWay } from '#state/training-store.ts';
import { chooseTransfer, openTransferred, startTransfer, stopTransfer } from '#state/transfer.ts';
import { zooNetworks } from '#zoo/registry.ts';
import { Button } from '../kit/Button.tsx';
import { Callout } from '../kit/Callout.tsx';
import { NumberField } from '../kit/NumberField.tsx';
import { Panel } from '../kit/Panel.tsx';
import { ProgressBar } from '../kit/ProgressBar.tsx';
import { SelectField } from '../kit/SelectField.tsx';
import { networkLabel } from '../pretrained/network-rows.ts';
import { useStride } from '../stride-context.ts';

const embedded = 'embedded';
const bases = [
  { value: embedded, label: 'Embedded backbone (offline)' },
  ...zooNetworks.map(({ name }) => ({ value: name, label: networkLabel(name) })),
];
const poolings = [
  { value: 'GlobalAveragePooling2D', label: 'GlobalAveragePooling2D' },
  { value: 'Flatten', label: 'Flatten' },
] as const;

/** Teaching a trained network the classes of one's own pictures. */
export function TransferPanel() {
  const stride = useStride();
  const settings = useStore(stride.transfer, (state) => state.settings);
  const datasets = useStore(stride.libraryState, (state) => state.datasets);
  const isReady = useStore(stride.backend, ({ phase }) => phase === 'ready');
  const isBusy = useStore(stride.training, ({ phase }) => isUnderWay(phase));
  const { base, dataset, head, epochs, inputSize } = settings;

  useEffect(() => {
    void refreshDatasets(stride);
  }, [stride]);

  const chooseBase = (value: string) => {
    if (value === embedded) return chooseTransfer(stride, { base: { kind: 'embedded' }, inputSize: 224 });
    const defaultSize = zooNetworks.find(({ name }) => name === value)?.defaultSize ?? 224;
    chooseTransfer(stride, { base: { kind: 'zoo', network: value }, inputSize: defaultSize });
  };
  return (
    <Panel label="Transfer learning">
      <div className="flex flex-col gap-3 p-3">
        <p className="text-ink-muted text-label">
          A network that has seen millions of pictures looks at each of yours once. What it sees is kept, and a small
          head learns your classes from that. 50 to 100 pictures are enough to begin.
        </p>
        <SelectField
          label="Pictures to learn"
          value={dataset}
          options={[
            { value: 'mnist', label: 'MNIST digits (large: takes long)' },
            ...(datasets ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
          disabled={isBusy}
          help={datasets?.length === 0 ? 'Bring your own pictures in under Data.' : undefined}
          onChange={(id) => chooseTransfer(stride, { dataset: id })}
        />
        <SelectField
          label="Base"
          value={base.kind === 'embedded' ? embedded : base.network}
          options={bases}
          disabled={isBusy}
          help={
            base.kind === 'embedded'
              ? 'Part of Stride: nothing is downloaded.'
              : 'Downloaded once, then kept on this computer.'
          }
          onChange={chooseBase}
        />
        <NumberField
          label="Size the base sees"
          value={inputSize}
          min={96}
          max={600}
          integer
          unit="pixels"
          disabled={isBusy}
          help="Your pictures are scaled to this from their target size in Data."
          onChange={(size) => chooseTransfer(stride, { inputSize: size })}
        />
        <SelectField
          label="Head begins with"
          value={head.pooling}
          options={poolings}
          disabled={isBusy}
          onChange={(pooling) => chooseTransfer(stride, { head: { ...head, pooling } })}
        />
        <NumberField
          label="Hidden units"
          value={head.units}
          min={1}
          max={4096}
          integer
          disabled={isBusy}
          onChange={(units) => chooseTransfer(stride, { head: { ...head, units } })}
        />
        <NumberField
          label="Epochs for the head"
          value={epochs}
          min={1}
          max={1000}
          integer
          disabled={isBusy}
          onChange={(count) => chooseTransfer(stride, { epochs: count })}
        />
        <div className="flex flex-wrap gap-2">
          <Button
            variant="primary"
            icon={Play}
            disabled={!isReady || isBusy}
            onClick={() => void startTransfer(stride)}
          >
            Start transfer learning
          </Button>
        </div>
        <TransferProgress />
      </div>
    </Panel>
  );
}

function TransferProgress() {
  const stride = useStride();
  const work = useStore(stride.transfer, (state) => state.work);
  const progress = useStore(stride.training, (state) => state.progress);
  const last = useStore(stride.training, ({ epochs }) => epochs.at(-1));
  if (work.phase === 'idle') return null;
  if (work.phase === 'failed') {
    return (
      <Callout tone="error" title={work.fault.message}>
        {work.fault.remedy}
      </Callout>
    );
  }
  if (work.phase === 'done') {
    const { graph, features } = work.result;
    if (graph === null) {
      return (
        <p role="status" aria-label="Transfer result" className="text-ink-muted">
          Stopped. What was seen of {features.computed} pictures is kept for the next time.
        </p>
      );
    }
    const share = (last?.validation ?? last?.training)?.accuracy;
    return (
      <section
        aria-label="Transferred network"
        className="flex flex-col gap-2 rounded-medium border border-line bg-raised p-3"
      >
        <div role="status" aria-label="Transfer result">
          <p className="font-semibold text-ink">
            {share === undefined
              ? 'The head is trained'
              : `${last?.validation ? 'Validation' : 'Training'} accuracy ${formatPercent(share)}`}
          </p>
          <p className="text-ink-muted text-label">
            The base looked at {features.computed} pictures; {features.reused} were known already.
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          <Button size="small" icon={Pencil} onClick={() => openTransferred(stride, 'build')}>
            Open transferred network in Build
          </Button>
          <Button size="small" icon={Wand} onClick={() => openTransferred(stride, 'train')}>
            Try it in Train
          </Button>
        </div>
      </section>
    );
  }
  const shown = progress ?? null;
  const share =
    shown !== null
      ? shown.step / shown.steps
      : work.phase === 'features' && work.total > 0
        ? work.done / work.total
        : null;
  return (
    <div className="flex items-center gap-2">
      <ProgressBar label="Transfer learning" value={share} text={textOf()} className="flex-1" />
      <Button size="small" variant="ghost" icon={Square} onClick={() => void stopTransfer(stride)}>
        Stop transfer
      </Button>
    </div>
  );

  function textOf(): string {
    if (shown !== null) return `Head: epoch ${Math.min(shown.epoch + 1, shown.epochs)} of ${shown.epochs}`;
    if (work.phase !== 'features') return 'Loading the base';
    const left = work.done > 0 ? `, ${Math.ceil(work.millisecondsLeft / 1000)} s left` : '';
    return `Looking at pictures: ${work.done} of ${work.total}${left}`;
  }
}
