import { useStore } from 'zustand';
import { formatCount } from '#base/format.ts';
import type { OpenedModelReport } from '#protocol/exchange.ts';
import { dismissOpened, replaceByOpened } from '#state/open-model.ts';
import { Button } from '#ui/kit/Button.tsx';
import { Callout } from '#ui/kit/Callout.tsx';
import { Dialog } from '#ui/kit/Dialog.tsx';
import { useProject, useStride } from '#ui/stride-context.ts';
import { openModelFacts } from './open-model-facts.ts';

/** What a model file holds, before anything is replaced. */
export function OpenModelDialog({ onClose }: { onClose(): void }) {
  const stride = useStride();
  const state = useStore(stride.opened);
  const close = () => {
    dismissOpened(stride);
    onClose();
  };
  if (state.phase === 'none') return null;
  return (
    <Dialog title={`Open ${state.fileName}`} open onClose={close}>
      {state.phase === 'reading' && (
        <p role="status" className="text-body text-ink-muted">
          Reading {state.fileName} …
        </p>
      )}
      {state.phase === 'failed' && (
        <div className="flex flex-col items-start gap-4">
          <Callout tone="error">{state.message}</Callout>
          <p className="text-body text-ink-muted">{state.remedy} Your own network is as it was.</p>
          <Button onClick={close}>Close</Button>
        </div>
      )}
      {state.phase === 'ready' && <OpenedModel report={state.report} onKeep={close} />}
    </Dialog>
  );
}

interface OpenedModelProps {
  readonly report: OpenedModelReport;
  onKeep(): void;
}

function OpenedModel({ report, onKeep }: OpenedModelProps) {
  const stride = useStride();
  const mine = useProject(({ name }) => name);
  const { unknownLayers, notes } = report;
  return (
    <div className="flex flex-col gap-4">
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-body">
        {openModelFacts(report).map(([term, value]) => (
          <div key={term} className="contents">
            <dt className="text-ink-muted">{term}</dt>
            <dd className="min-w-0 break-words text-ink tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      {unknownLayers.length > 0 && (
        <Callout tone="warning" title={unknownTitle(unknownLayers.length)}>
          <ul aria-label="Unknown layers" className="flex flex-col gap-1">
            {unknownLayers.map(({ name, className, reason }) => (
              <li key={name}>
                <span className="font-medium">{name}</span> ({className}): {reason}.
              </li>
            ))}
          </ul>
          <p className="mt-1.5">{unknownConsequence(unknownLayers.length, report.hasWeights)}</p>
        </Callout>
      )}
      {notes.length > 0 && (
        <Callout tone="info" title="Not as in the file">
          <ul aria-label="Notes" className="flex flex-col gap-1">
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </Callout>
      )}
      <p className="text-ink-muted text-label">
        It takes the place of “{mine}”, which is kept: Undo brings it back, and so does “Kept networks” among the
        commands.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" onClick={() => void replaceByOpened(stride)}>
          Open it
        </Button>
        <Button onClick={onKeep}>Keep mine</Button>
      </div>
    </div>
  );
}

function unknownTitle(count: number): string {
  return count === 1 ? 'Stride cannot run one of its layers' : `Stride cannot run ${formatCount(count)} of its layers`;
}

function unknownConsequence(count: number, hasWeights: boolean): string {
  const [stands, until] =
    count === 1
      ? ['It stands in the network with its settings', 'it is replaced or removed']
      : ['They stand in the network with their settings', 'they are replaced or removed'];
  const weights = hasWeights ? '; then all others have the weights of the file' : '';
  return `${stands}. The network runs once ${until}${weights}.`;
}
