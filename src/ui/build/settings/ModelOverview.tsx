import { formatBytes, formatCount, formatFlops, formatShape } from '#base/format.ts';
import type { NodeId } from '#graph/model-graph.ts';
import { useAnalysis, useProject } from '../../stride-context.ts';
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

  if (graph.nodes.length === 0) {
    return <p className="p-3 text-ink-muted text-label">Add a layer, and its settings appear here.</p>;
  }
  return (
    <div className="flex flex-col divide-y divide-line [&>*]:px-3 [&>*]:py-3">
      <p className="text-ink-muted text-label">
        Select a layer on the canvas to see and change its settings. This is the whole network:
      </p>
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
  );
}
