import type { ReactNode } from 'react';
import { formatBytes, formatCount } from '#base/format.ts';
import type { OpenedPretrained } from '#protocol/pretrained.ts';
import { networkLabel } from './network-rows.ts';
import { formatMilliseconds } from './pretrained-text.ts';

export interface OpenedNetworkProps {
  readonly opened: OpenedPretrained;
  /** What can be done with it, as buttons. */
  readonly children: ReactNode;
}

/** The network that is loaded: what it is, where its weights came from, and how long each step took. */
export function OpenedNetwork({ opened, children }: OpenedNetworkProps) {
  const { network, includeTop, inputSize, parameters, source, bytesFetched, isHalfPrecision, milliseconds } = opened;
  const steps = [
    ['Fetch', milliseconds.fetch],
    ['Parse', milliseconds.parse],
    ['Upload', milliseconds.upload],
    ['Compile', milliseconds.compile],
  ] as const;
  const facts = [
    `${formatCount(parameters)} parameters`,
    `${inputSize} × ${inputSize} pixels`,
    includeTop ? '1,000 classes' : 'features only',
    ...(isHalfPrecision ? ['from 16 bits a number'] : []),
  ];
  return (
    <section
      aria-label="Loaded network"
      className="flex flex-col gap-2.5 rounded-medium border border-line bg-raised p-3"
    >
      <div role="status" aria-label="Loaded network">
        <p className="font-semibold text-ink">{networkLabel(network)} is loaded</p>
        <p className="text-ink-muted text-label">{facts.join(' · ')}</p>
        <p className="break-words text-ink-muted text-label">
          Weights from {source}
          {bytesFetched > 0 && ` (${formatBytes(bytesFetched)})`}
        </p>
      </div>
      <dl className="grid grid-cols-4 gap-2 text-label tabular-nums">
        {steps.map(([step, time]) => (
          <div key={step}>
            <dt className="text-caption text-ink-faint">{step}</dt>
            <dd className="text-ink">{formatMilliseconds(time)}</dd>
          </div>
        ))}
      </dl>
      <div className="flex flex-wrap gap-2">{children}</div>
    </section>
  );
}
