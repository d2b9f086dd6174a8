import { Gauge } from 'lucide-react';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { formatBytes, formatCount, formatFlops, formatPercent } from '#base/format.ts';
import type { StepProfile } from '#protocol/profile.ts';
import { profileStep } from '#state/profile.ts';
import { Button } from '../../kit/Button.tsx';
import { Callout } from '../../kit/Callout.tsx';
import { Dialog } from '../../kit/Dialog.tsx';
import { SwitchField } from '../../kit/SwitchField.tsx';
import { useProject, useStride } from '../../stride-context.ts';
import { TableScroller } from '../../train/TableScroller.tsx';
import { type LayerRate, layerRates, type PassRate } from './layer-rates.ts';
import { RooflineChart } from './RooflineChart.tsx';

/** Where the time of a training step goes, layer by layer. */
export function ProfileDialog({ onClose }: { onClose(): void }) {
  const stride = useStride();
  const graph = useProject((project) => project.graph);
  const { isRunning, profile, graph: measured, fault, showsHeat } = useStore(stride.profiling);
  return (
    <Dialog title="Profile of a training step" open onClose={onClose}>
      <div className="flex flex-col gap-4">
        <p className="text-body text-ink-muted">
          Runs a few training steps of a copy of this network and measures every layer, forward and backward: how long
          it takes, how much it computes in a second, and how many bytes it has to move.
        </p>
        <div className="flex flex-wrap items-center gap-3">
          <Button variant="primary" icon={Gauge} disabled={isRunning} onClick={() => void profileStep(stride)}>
            {isRunning ? 'Measuring…' : profile ? 'Measure again' : 'Measure'}
          </Button>
          <p role="status" className="text-ink-muted text-label">
            {isRunning ? 'The steps run on your device; this takes a few seconds.' : ''}
          </p>
        </div>
        {fault && (
          <Callout tone="error" title={fault.message}>
            {fault.remedy}
          </Callout>
        )}
        {profile && (
          <>
            {measured !== graph && (
              <Callout tone="info">
                The network has changed since it was measured. Measure again to see it as it is now.
              </Callout>
            )}
            <SwitchField
              label="Show the time as heat on the canvas"
              checked={showsHeat}
              onChange={(wanted) => stride.profiling.setState({ showsHeat: wanted })}
            />
            <Results profile={profile} />
          </>
        )}
      </div>
    </Dialog>
  );
}

const cell = 'px-1.5 py-1 text-right';

function Results({ profile }: { readonly profile: StepProfile }) {
  const { backend } = useStride();
  const isSoftware = useStore(backend, (state) => state.phase === 'ready' && state.report.isSoftware);
  const rates = useMemo(() => layerRates(profile), [profile]);
  const whole = profile.rows.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const dispatches = profile.rows.reduce((sum, row) => sum + row.dispatches, 0);
  return (
    <>
      <p className="text-body">
        <strong>{inMilliseconds(whole)}</strong> for a batch of {formatCount(profile.batchSize)}
        {profile.clock === 'cpu'
          ? ', by the processor’s clock.'
          : `, in ${formatCount(dispatches)} GPU programs, each timed by ${isSoftware ? 'the software adapter' : 'the graphics card'} itself.`}
      </p>
      <RateTable rates={rates} />
      <RooflineChart rates={rates} peak={profile.peak} />
      <p className="text-caption text-ink-muted">
        This device at its best: {formatFlops(profile.peak.flopsPerSecond)}/s of arithmetic and{' '}
        {formatBytes(profile.peak.bytesPerSecond)}/s of memory.
      </p>
    </>
  );
}

function RateTable({ rates }: { readonly rates: readonly LayerRate[] }) {
  return (
    <TableScroller>
      <table aria-label="Time by layer" className="w-full border-collapse text-label tabular-nums">
        <thead className="text-ink-muted">
          <tr className="border-line border-b">
            {['Layer', 'Share', 'Forward', 'Backward', 'Moved', 'Of its roof'].map((name) => (
              <th key={name} scope="col" className={`${cell} whitespace-nowrap font-medium first:text-left`}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rates.map(({ name, isLayer, share, milliseconds, forward, backward, flopsPerSecond, bytes, roof }) => (
            <tr key={name} className="border-line border-b align-top last:border-b-0">
              <th scope="row" className={`px-1.5 py-1 text-left font-medium ${isLayer ? '' : 'text-ink-muted italic'}`}>
                {name}
              </th>
              <td className={cell}>{formatPercent(share)}</td>
              {isLayer ? (
                <>
                  <Pass rate={forward} />
                  <Pass rate={backward} />
                </>
              ) : (
                <td className="px-1.5 py-1 text-center" colSpan={2}>
                  {inMilliseconds(milliseconds)}
                </td>
              )}
              <td className={cell}>{bytes > 0 ? formatBytes(bytes) : '–'}</td>
              <td className={cell}>{roof > 0 ? formatPercent(flopsPerSecond / roof, 0) : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroller>
  );
}

function Pass({ rate: { milliseconds, flopsPerSecond } }: { readonly rate: PassRate }) {
  return (
    <td className={cell}>
      {milliseconds > 0 ? inMilliseconds(milliseconds) : '–'}
      {flopsPerSecond > 0 && (
        <span className="block whitespace-nowrap text-caption text-ink-muted">{formatFlops(flopsPerSecond)}/s</span>
      )}
    </td>
  );
}

function inMilliseconds(milliseconds: number): string {
  return `${milliseconds < 10 ? milliseconds.toFixed(2) : formatCount(Math.round(milliseconds))} ms`;
}
