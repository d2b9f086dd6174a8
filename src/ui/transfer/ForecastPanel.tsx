import { useMemo } from 'react';
import { useStore } from 'zustand';
import { formatBytes, formatCount, formatDuration } from '#base/format.ts';
import { forecastTransfer } from '#state/transfer-forecast.ts';
import { chosenTransforms } from '#state/transfer-network.ts';
import { FactList } from '../build/settings/FactList.tsx';
import { Callout } from '../kit/Callout.tsx';
import { useProject, useStride } from '../stride-context.ts';
import { cacheText, memoryText, normalizationText } from './forecast-text.ts';
import { useMeasuredRate } from './use-measured-rate.ts';

/** What training the whole network will take, before it starts. */
export function ForecastPanel() {
  const stride = useStride();
  const settings = useStore(stride.transfer, (state) => state.settings);
  const plan = useStore(stride.transfer, (state) => state.plan);
  const measuredRate = useMeasuredRate();
  const document = useProject(({ graph }) => graph);
  const training = useProject((project) => project.training);
  const forecast = useMemo(() => {
    if (plan.phase !== 'ready') return null;
    const transforms = chosenTransforms(settings.augmentation, document);
    return forecastTransfer({
      prepared: plan.plan.graph,
      pictures: plan.pictures,
      settings,
      transforms,
      training,
      measuredRate,
    });
  }, [plan, settings, document, training, measuredRate]);
  if (plan.phase === 'failed') {
    return (
      <Callout tone="error" title={plan.fault.message}>
        {plan.fault.remedy}
      </Callout>
    );
  }
  if (plan.phase !== 'ready' || forecast === null) return null;
  const { memory, epochMilliseconds, parameters, trainableParameters } = forecast;
  const time =
    epochMilliseconds === null ? 'Not measured here yet' : `about ${formatDuration(Math.max(1000, epochMilliseconds))}`;
  return (
    <section aria-label="Forecast" className="flex flex-col gap-2 rounded-medium border border-line bg-raised p-3">
      <h3 className="font-semibold text-ink text-label">What it will take</h3>
      <FactList
        facts={[
          { label: 'Learns', value: `${formatCount(trainableParameters)} of ${formatCount(parameters)} parameters` },
          { label: 'Memory', value: `about ${formatBytes(memory.total)}` },
          { label: 'An epoch', value: time },
        ]}
      />
      <ul className="flex list-disc flex-col gap-1 pl-4 text-caption text-ink-muted">
        <li>{memoryText(memory, settings.batchSize)}</li>
        {epochMilliseconds === null && (
          <li>Run the fast way or classify a picture once, and the time is told from that.</li>
        )}
        <li>{cacheText(plan.plan.kept, settings)}</li>
        <li>{normalizationText(forecast.frozenNormalizations, settings.unfrozen)}</li>
      </ul>
    </section>
  );
}
