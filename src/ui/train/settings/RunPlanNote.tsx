import { useMemo } from 'react';
import { formatCount } from '#base/format.ts';
import type { DatasetInfo } from '#protocol/dataset.ts';
import { useProject } from '../../stride-context.ts';
import { planRun } from './run-plan.ts';

/** How many samples train and validate, and in how many steps. */
export function RunPlanNote({ info }: { readonly info: DatasetInfo }) {
  const training = useProject((project) => project.training);
  const plan = useMemo(() => planRun(info, training), [info, training]);
  const facts = [
    { name: 'Training samples', value: plan.trainingSamples },
    { name: 'Validation samples', value: plan.validationSamples },
    { name: 'Steps per epoch', value: plan.stepsPerEpoch },
    { name: 'Steps in all', value: plan.steps },
  ];
  return (
    <dl className="grid grid-cols-[1fr_auto] gap-x-3 gap-y-0.5 rounded-medium bg-sunken px-3 py-2 text-label">
      {facts.map(({ name, value }) => (
        <div key={name} className="contents">
          <dt className="text-ink-muted">{name}</dt>
          <dd className="text-right font-medium text-ink">{formatCount(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
