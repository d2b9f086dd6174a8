import { useCallback, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { formatShape } from '#base/format.ts';
import type { BackendReport } from '#protocol/backend.ts';
import { type KernelChoice, type KernelVariant, kernelVariants } from '#protocol/kernels.ts';
import { faultOf } from '#state/engine-events.ts';
import { Button } from '#ui/kit/Button.tsx';
import { useStride } from '#ui/stride-context.ts';
import { HalfKernels } from './HalfKernels.tsx';

const labels: Readonly<Record<KernelVariant, string>> = {
  stride: 'Stride, register tiles',
  shared: 'Stride, shared tiles',
  subgroup: 'Stride, subgroups',
  half: 'Stride, 16-bit tiles',
  stock: 'TensorFlow.js',
};

const nothingMeasured = {
  software:
    'Nothing is measured on a software adapter: there Stride’s own kernels are the faster ones by far, and always serve.',
  hardware:
    'Nothing has been measured on this graphics card yet. Before its first step, a run spends up to two seconds on measuring the kernels of its network; until then the heavy ones are TensorFlow.js’s.',
};

export interface KernelChoicesProps {
  readonly isSoftware: BackendReport['isSoftware'];
}

/** Which kernels serve on this graphics card, and the times that decided it. */
export function KernelChoices({ isSoftware }: KernelChoicesProps) {
  const { engine, training, notices } = useStride();
  const [choices, setChoices] = useState<readonly KernelChoice[]>([]);
  const runPhase = useStore(training, ({ phase }) => phase);

  const warn = useCallback(
    (thrown: unknown) => {
      const { message, remedy } = faultOf(thrown);
      notices.show({ tone: 'error', message, remedy });
    },
    [notices],
  );
  const read = useCallback(() => engine.kernelChoices().then(setChoices).catch(warn), [engine, warn]);
  const clear = () => engine.clearKernelChoices().then(read).catch(warn);

  // A run may have measured some: read again whenever it goes on to another phase.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the phase is what tells that there is something to read.
  useEffect(() => {
    void read();
  }, [read, runPhase]);

  return (
    <section aria-label="Kernels" className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-semibold text-ink">Kernels</h3>
        {choices.length > 0 && (
          <Button size="small" onClick={clear}>
            Clear and measure again
          </Button>
        )}
      </div>
      {choices.length === 0 ? (
        <p className="text-ink-muted">{nothingMeasured[isSoftware ? 'software' : 'hardware']}</p>
      ) : (
        <>
          <p className="text-ink-muted">
            Each of these calls was timed by every program that can serve it, on this device and at these shapes; the
            fastest serves. They all compute the same, but for rounding. Cleared ones are measured again by the next
            run.
          </p>
          <div className="overflow-x-auto">
            <ChoiceTable choices={choices} />
          </div>
        </>
      )}
      <HalfKernels onChange={read} />
    </section>
  );
}

interface ChoiceTableProps {
  readonly choices: readonly KernelChoice[];
}

function ChoiceTable({ choices }: ChoiceTableProps) {
  return (
    <table aria-label="Measured kernels" className="w-full border-collapse text-label tabular-nums">
      <thead className="text-ink-muted">
        <tr className="border-line border-b">
          {['Call', 'Serves', 'Lost'].map((name) => (
            <th key={name} scope="col" className="px-1 py-1 text-right font-medium first:text-left">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {choices.map((choice) => (
          <ChoiceRow key={choice.key} choice={choice} />
        ))}
      </tbody>
    </table>
  );
}

function ChoiceRow({ choice }: { readonly choice: KernelChoice }) {
  const { kernel, shapes, chosen, milliseconds, refused = {} } = choice;
  const least = milliseconds[chosen];
  const others = kernelVariants
    .flatMap((variant) => {
      const taken = milliseconds[variant];
      return variant === chosen || taken === undefined ? [] : [{ variant, taken }];
    })
    .toSorted((a, b) => a.taken - b.taken);
  return (
    <tr className="border-line border-b align-top last:border-b-0">
      <th scope="row" className="wrap-anywhere px-1 py-1 text-left font-medium">
        {kernel}
        <span className="block font-normal text-caption text-ink-muted">{shapes.map(formatShape).join(', ')}</span>
      </th>
      <td className="px-1 py-1 text-right font-semibold text-success">
        {labels[chosen]}
        <span className="block whitespace-nowrap font-normal text-caption text-ink-muted">
          {least === undefined ? 'not timed yet' : inMilliseconds(least)}
        </span>
      </td>
      <td className="px-1 py-1 text-right">
        {others.map(({ variant, taken }) => (
          <span key={variant} className="flex flex-wrap items-baseline justify-end gap-x-2">
            {labels[variant]}
            <span className="whitespace-nowrap text-caption text-ink-muted">
              {inMilliseconds(taken)}, {(taken / (least ?? taken)).toPrecision(2)}×
            </span>
          </span>
        ))}
        {kernelVariants.map(
          (variant) =>
            refused[variant] !== undefined && (
              <span key={variant} className="wrap-anywhere block">
                {labels[variant]}
                <span className="block text-caption text-ink-muted">refused by the driver: {refused[variant]}</span>
              </span>
            ),
        )}
      </td>
    </tr>
  );
}

function inMilliseconds(milliseconds: number): string {
  return `${Number(milliseconds.toPrecision(3))} ms`;
}
