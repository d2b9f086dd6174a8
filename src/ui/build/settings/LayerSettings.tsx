import { Badge } from '../../kit/Badge.tsx';
import { Panel } from '../../kit/Panel.tsx';
import { useProject, useShownGraph } from '../../stride-context.ts';
import { useSelection } from '../use-selection.ts';
import { BlockDetails } from './BlockDetails.tsx';
import { LayerDetails } from './LayerDetails.tsx';
import { ModelOverview } from './ModelOverview.tsx';
import { selectedBlock } from './selected-block.ts';

/** The settings of the layer that was selected last; of the whole network while none is. */
export function LayerSettings() {
  const graph = useProject((project) => project.graph);
  const selected = useSelection();
  const shown = selected.at(-1);
  const node = graph.nodes.find(({ id }) => id === shown);
  const block = selectedBlock(useShownGraph(), selected);
  return (
    <Panel
      label="Layer settings"
      scroll
      actions={selected.length > 1 && <Badge tone="accent">{selected.length} selected</Badge>}
    >
      {block ? (
        <BlockDetails block={block} />
      ) : node ? (
        <LayerDetails key={node.id} node={node} graph={graph} />
      ) : (
        <ModelOverview />
      )}
    </Panel>
  );
}
