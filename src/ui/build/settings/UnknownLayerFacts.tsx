import type { LayerConfig } from '#graph/layers/index.ts';
import { FactList } from './FactList.tsx';
import { unknownLayerFacts } from './unknown-layer-facts.ts';

/** The class and settings of a layer that Stride lacks, as the opened file has them. */
export function UnknownLayerFacts({ config }: { readonly config: LayerConfig<'UnknownLayer'> }) {
  return (
    <div className="flex flex-col gap-2">
      <h3 className="font-semibold text-ink text-label">Settings in the file</h3>
      <FactList facts={unknownLayerFacts(config)} />
    </div>
  );
}
