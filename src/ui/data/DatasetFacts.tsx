import { formatBytes, formatCount, formatShape } from '#base/format.ts';
import { product } from '#base/math.ts';
import type { DatasetInfo } from '#protocol/dataset.ts';
import { datasetSources } from './dataset-sources.ts';

/** What the data set is, how large, and where it comes from. */
export function DatasetFacts({ info }: { readonly info: DatasetInfo }) {
  const source = datasetSources[info.id];
  const facts = [
    { name: 'Samples', value: formatCount(info.sampleCount) },
    { name: 'Shape', value: formatShape(info.sampleShape) },
    { name: 'Classes', value: formatCount(info.classNames.length) },
    { name: 'In memory', value: formatBytes(info.sampleCount * product(info.sampleShape)) },
    ...(source
      ? [
          { name: 'From', value: source.origin },
          { name: 'Licence', value: source.licence },
        ]
      : []),
  ];
  return (
    <div className="flex flex-col gap-2">
      <h3 className="font-semibold text-ink text-title">{info.name}</h3>
      {source && <p className="text-ink-muted">{source.about}</p>}
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-0.5 text-label">
        {facts.map(({ name, value }) => (
          <div key={name} className="contents">
            <dt className="text-ink-muted">{name}</dt>
            <dd className="text-right text-ink">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
