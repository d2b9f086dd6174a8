import { Play, Trash2 } from 'lucide-react';
import { useStore } from 'zustand';
import { formatCount } from '#base/format.ts';
import type { InterruptedRun } from '#protocol/checkpoints.ts';
import { continueRun, discardRun } from '#state/checkpoints.ts';
import { isUnderWay } from '#state/training-store.ts';
import { Button } from '#ui/kit/Button.tsx';
import { Callout } from '#ui/kit/Callout.tsx';
import { useStride } from '#ui/stride-context.ts';

/** Offers to go on with a run that was broken off. */
export function InterruptedCallout() {
  const stride = useStride();
  const interrupted = useStore(stride.checkpoints, (state) => state.interrupted);
  const isRunning = useStore(stride.training, ({ phase }) => isUnderWay(phase));
  const isOwner = useStore(stride.tabLock, ({ role }) => role === 'owner');
  const isReady = useStore(stride.backend, ({ phase }) => phase === 'ready');
  if (interrupted === null || isRunning || !isOwner || !isReady) return null;
  return (
    <Callout tone="info" title="A run was interrupted" className="m-3 mb-1">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="min-w-0 flex-1 basis-72">{interruptedSentence(interrupted)}</p>
        <div className="flex gap-2">
          <Button size="small" variant="primary" icon={Play} onClick={() => void continueRun(stride)}>
            Continue
          </Button>
          <Button size="small" icon={Trash2} onClick={() => void discardRun(stride)}>
            Discard
          </Button>
        </div>
      </div>
    </Callout>
  );
}

function interruptedSentence({ epoch, step, settings, dataset, damaged }: InterruptedRun): string {
  const under = Math.min(epoch + 1, settings.epochs);
  const where = `It stood at epoch ${under} of ${settings.epochs}, step ${formatCount(step)}, on ${dataset.name}.`;
  const [first] = damaged;
  if (first === undefined) return `${where} Continue goes on from there as if nothing had happened.`;
  return `${where} A newer checkpoint (${first}) is damaged, so this is the one before it.`;
}
