import { formatBytes, formatCount, formatFlops, formatShape } from '#base/format.ts';
import type { NodeId } from '#graph/model-graph.ts';
import { useAnalysis, useProject } from '../../stride-context.ts';
import { DataOverview } from './DataOverview.tsx';
import { FactList } from './FactList.tsx';

/** What the whole network takes, gives and costs, while no layer is selected. */
export function ModelOverview() {
  const graph = useProject((project) => project.graph);
  const { inputs, outputs, totals, nodes } = useAnalysis();
  const names = new Map(graph.nodes.map(({ id, name }) => [id, name]));
  const endsText = (ids: readonly NodeId[]) =>
    ids
      .map((id) => {
        const output = nodes.get(id)?.output;
        return `${names.get(id)} (${output ? formatShape(output) : 'unknown'})`;
      })
      .join(', ') || 'none';

  const sections = 'flex flex-col divide-y divide-line [&>*]:px-3 [&>*]:py-3';
  if (graph.nodes.length === 0) {
    return (
      <div className={sections}>
        <p className="text-ink-muted text-label">Add a layer, and its settings appear here.</p>
        <DataOverview />
      </div>
    );
  }
  return (
    <div className={sections}>
      <p className="text-ink-muted text-label">Select a layer on the canvas to see and change its settings.</p>
      <DataOverview />
      <div className="flex flex-col gap-2">
        <h3 className="font-semibold text-ink text-label">Network</h3>
        <FactList
          facts={[
            { label: inputs.length === 1 ? 'Input' : 'Inputs', value: endsText(inputs) },
            { label: outputs.length === 1 ? 'Output' : 'Outputs', value: endsText(outputs) },
            { label: 'Layers', value: formatCount(graph.nodes.length) },
            { label: 'Parameters', value: formatCount(totals.parameters) },
            { label: 'Trainable', value: formatCount(totals.trainableParameters) },
            { label: 'Computing', value: `${formatFlops(2 * totals.multiplyAdds)} a picture` },
            { label: 'Activations', value: `${formatBytes(totals.activationBytes)} a picture` },
          ]}
        />
      </div>
    </div>
  );
}
