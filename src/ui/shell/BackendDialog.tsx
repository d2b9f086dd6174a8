import { Check, Minus, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { formatBytes, formatCount } from '#base/format.ts';
import type { BackendName, BackendReport, MemoryReport } from '#protocol/backend.ts';
import { backendLabels } from '#state/backend-store.ts';
import { faultOf } from '#state/engine-events.ts';
import type { Stride } from '#state/stride.ts';
import { Badge } from '#ui/kit/Badge.tsx';
import { Button } from '#ui/kit/Button.tsx';
import { Callout } from '#ui/kit/Callout.tsx';
import { Dialog } from '#ui/kit/Dialog.tsx';
import { useStride } from '#ui/stride-context.ts';
import { KernelChoices } from './KernelChoices.tsx';

const ladder: readonly BackendName[] = ['webgpu', 'webgl', 'cpu'];
const meanings: Readonly<Record<BackendName, string>> = {
  webgpu: 'Computes on the graphics card through its newest interface.',
  webgl: 'Computes on the graphics card through an older interface.',
  cpu: 'Computes on the processor. Works everywhere, slowly.',
};

export interface BackendDialogProps {
  onClose(): void;
}

/** What the engine runs on, what was refused and why, and what it holds in memory. */
export function BackendDialog({ onClose }: BackendDialogProps) {
  const stride = useStride();
  const state = useStore(stride.backend);
  return (
    <Dialog title="Backend" open onClose={onClose}>
      <div className="flex flex-col gap-5">
        {state.phase === 'starting' && <p className="text-ink-muted">The engine is still starting.</p>}
        {state.phase === 'restarting' && (
          <Callout tone="warning" title="The engine is starting again">
            {state.reason}
          </Callout>
        )}
        {state.phase === 'failed' && (
          <Callout
            tone="error"
            title={state.message}
            actions={
              <Button size="small" onClick={() => location.reload()}>
                Reload
              </Button>
            }
          >
            {state.remedy}
          </Callout>
        )}
        {state.phase === 'ready' && (
          <>
            <Ladder report={state.report} />
            <Memory />
            {state.report.name === 'webgpu' && <KernelChoices isSoftware={state.report.isSoftware} />}
            {state.report.name === 'webgpu' && <OfferBenchmark stride={stride} />}
            {state.report.name === 'webgpu' && <LoseDevice stride={stride} />}
          </>
        )}
      </div>
    </Dialog>
  );
}

interface LadderProps {
  readonly report: BackendReport;
}

function Ladder({ report }: LadderProps) {
  return (
    <ol aria-label="Backends" className="flex flex-col gap-1">
      {ladder.map((name) => {
        const refusal = report.refused.find((rung) => rung.name === name);
        const isUsed = report.name === name;
        const Icon = isUsed ? Check : refusal ? X : Minus;
        return (
          <li key={name} className={`flex gap-3 rounded-medium p-2.5 ${isUsed ? 'bg-sunken' : ''}`}>
            <Icon
              aria-hidden="true"
              className={`mt-0.5 size-4 shrink-0 ${isUsed ? 'text-success' : refusal ? 'text-danger' : 'text-ink-faint'}`}
            />
            <div className="min-w-0 flex-1 break-words">
              <p className="flex flex-wrap items-center gap-2 font-semibold text-ink">
                {backendLabels[name]}
                {isUsed && <Badge tone="success">In use</Badge>}
                {isUsed && report.isSoftware && <Badge tone="warning">Software</Badge>}
              </p>
              <p className="text-ink-muted">{isUsed && report.adapter !== '' ? report.adapter : meanings[name]}</p>
              {refusal && <p className="text-danger">{refusal.reason}</p>}
              {isUsed && report.isSoftware && (
                <p className="text-ink-muted">
                  The browser offers no graphics card, so the processor plays its part. Everything works, but slowly.
                </p>
              )}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

/** Milliseconds between two looks at the memory. */
const memoryInterval = 1000;

function Memory() {
  const { engine } = useStride();
  const [memory, setMemory] = useState<MemoryReport | string | null>(null);

  useEffect(() => {
    let isShown = true;
    const read = () =>
      engine.memory().then(
        (report) => isShown && setMemory(report),
        (thrown: unknown) => isShown && setMemory(faultOf(thrown).message),
      );
    void read();
    const timer = setInterval(read, memoryInterval);
    return () => {
      isShown = false;
      clearInterval(timer);
    };
  }, [engine]);

  return (
    <section aria-label="Memory" className="flex flex-col gap-2">
      <h3 className="font-semibold text-ink">Memory</h3>
      {typeof memory === 'string' ? (
        <p className="text-ink-muted">{memory}</p>
      ) : (
        <dl className="grid grid-cols-3 gap-2 text-center max-desk:grid-cols-1">
          <Figure label="Tensors" value={memory ? formatCount(memory.tensors) : '…'} />
          <Figure label="In tensors" value={memory ? formatBytes(memory.bytes) : '…'} />
          <Figure label="On the graphics card" value={memory ? formatBytes(memory.gpuBytes) : '…'} />
        </dl>
      )}
    </section>
  );
}

interface FigureProps {
  readonly label: string;
  readonly value: string;
}

function Figure({ label, value }: FigureProps) {
  return (
    <div className="flex flex-col-reverse rounded-medium bg-sunken px-3 py-2">
      <dt className="text-caption text-ink-faint">{label}</dt>
      <dd className="font-semibold text-ink text-title">{value}</dd>
    </div>
  );
}

interface WithStride {
  readonly stride: Stride;
}

function OfferBenchmark({ stride }: WithStride) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 border-line border-t pt-4">
      <p className="min-w-0 flex-1 text-ink-muted">
        How fast is this device, and what do Stride’s own GPU programs gain over TensorFlow.js’s here?
      </p>
      <Button onClick={() => stride.view.setState({ overlay: 'benchmark' })}>Run the benchmark…</Button>
    </div>
  );
}

function LoseDevice({ stride }: WithStride) {
  const lose = () => {
    stride.engine.loseDevice().catch((thrown: unknown) => {
      const { message, remedy } = faultOf(thrown);
      stride.notices.show({ tone: 'error', message, remedy });
    });
  };
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 border-line border-t pt-4">
      <p className="min-w-0 flex-1 text-ink-muted">
        For developers: takes the graphics card away, as a crash of its driver would, to see what Stride does then.
      </p>
      <Button variant="danger" onClick={lose}>
        Lose my GPU
      </Button>
    </div>
  );
}
