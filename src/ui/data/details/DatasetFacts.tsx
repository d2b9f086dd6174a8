import { formatBytes, formatCount, formatShape } from '#base/format.ts';
import type { ShownDataset } from '#state/library-store.ts';
import { datasetSources } from './dataset-sources.ts';
import { FactRows } from './FactRows.tsx';

/** How large the data set is, what it gives a network, and where it comes from. */
export function DatasetFacts({ shown: { id, description } }: { readonly shown: ShownDataset }) {
  const { sampleCount, classes, bytes, settings } = description;
  const source = datasetSources[id];
  return (
    <div className="flex flex-col gap-2">
      {source && <p className="text-ink-muted">{source.about}</p>}
      <FactRows
        facts={[
          { name: 'Samples', value: formatCount(sampleCount) },
          { name: 'Classes', value: formatCount(classes.length) },
          { name: 'Shape for the network', value: formatShape([settings.height, settings.width, settings.channels]) },
          { name: source ? 'In memory' : 'Originals', value: formatBytes(bytes) },
          ...(source
            ? [
                { name: 'From', value: source.origin },
                { name: 'Licence', value: source.licence },
              ]
            : []),
        ]}
      />
    </div>
  );
}
