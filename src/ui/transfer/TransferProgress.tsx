import { Pencil, Square, Wand } from 'lucide-react';
import { useStore } from 'zustand';
import { formatPercent } from '#base/format.ts';
import { openTransferred, stopTransfer } from '#state/transfer.ts';
import { Button } from '../kit/Button.tsx';
import { Callout } from '../kit/Callout.tsx';
import { ProgressBar } from '../kit/ProgressBar.tsx';
import { useStride } from '../stride-context.ts';

/** How far the work is, or what came of it. */
export function TransferProgress() {
  const stride = useStride();
  const work = useStore(stride.transfer, (state) => state.work);
  const progress = useStore(stride.training, (state) => state.progress);
  const compiling = useStore(stride.training, (state) => state.compiling);
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
    if (work.done === 0 && compiling !== null && compiling.done < compiling.total)
      return `Compiling shaders: ${compiling.done} of ${compiling.total}`;
    const left = work.done > 0 ? `, ${Math.ceil(work.millisecondsLeft / 1000)} s left` : '';
    return `Looking at pictures: ${work.done} of ${work.total}${left}`;
  }
}
