import { Layers, Maximize2 } from 'lucide-react';
import { formatBytes, formatCount, formatFlops } from '#base/format.ts';
import { sum } from '#base/math.ts';
import { setBlock } from '#graph/edits/set-block.ts';
import { setTrainable } from '#graph/edits/set-trainable.ts';
import type { ShownBlock } from '#graph/shown-graph.ts';
import { editGraph } from '#state/edit-graph.ts';
import { showBlock } from '#state/shown.ts';
import { Button } from '../../kit/Button.tsx';
import { SwitchField } from '../../kit/SwitchField.tsx';
import { useAnalysis, useStride } from '../../stride-context.ts';
import { FactList } from './FactList.tsx';

/** All about a collapsed block whose layers are selected. */
export function BlockDetails({ block: { name, layers } }: { readonly block: ShownBlock }) {
  const stride = useStride();
  const analysis = useAnalysis();
  const computed = layers.flatMap(({ id }) => analysis.nodes.get(id) ?? []);
  const weighty = layers.filter(({ id }) => (analysis.nodes.get(id)?.weights.length ?? 0) > 0);
  const isTrainable = weighty.some(({ trainable }) => trainable);
  const freeze = (trainable: boolean) =>
    editGraph(stride, `${trainable ? 'Unfreeze' : 'Freeze'} ${name}`, (graph) =>
      weighty.reduce((before, { id }) => setTrainable(before, id, trainable), graph),
    );
  const ungroup = () =>
    editGraph(stride, `Ungroup ${name}`, (graph) =>
      setBlock(
        graph,
        layers.map(({ id }) => id),
        null,
      ),
    );
  return (
    <div className="flex flex-col divide-y divide-line [&>*]:px-3 [&>*]:py-3">
      <div className="flex flex-col gap-2">
        <div className="flex items-center gap-2">
          <Layers aria-hidden="true" className="size-4.5 shrink-0 text-ink-muted" />
          <p className="min-w-0 flex-1 truncate font-semibold text-ink text-title">{name}</p>
          <span className="font-medium text-caption text-ink-muted">Block</span>
        </div>
        <p className="text-ink-muted text-label">
          {formatCount(layers.length)} layers that belong together. The network runs the same whether they are shown as
          one or one by one.
        </p>
        <div className="flex flex-wrap gap-2">
          <Button icon={Maximize2} onClick={() => showBlock(stride, name, true)}>
            Expand block
          </Button>
          <Button variant="ghost" onClick={ungroup}>
            Ungroup
          </Button>
        </div>
      </div>
      {weighty.length > 0 && (
        <SwitchField
          label="Trainable"
          checked={isTrainable}
          help={isTrainable ? undefined : 'Frozen: training leaves the weights of this block as they are.'}
          onChange={freeze}
        />
      )}
      <FactList
        facts={[
          { label: 'Parameters', value: formatCount(sum(computed.map(({ parameters }) => parameters))) },
          {
            label: 'Computing',
            value: `${formatFlops(2 * sum(computed.map(({ multiplyAdds }) => multiplyAdds)))} a picture`,
          },
          {
            label: 'Activations',
            value: `${formatBytes(sum(computed.map(({ activationBytes }) => activationBytes)))} a picture`,
          },
        ]}
      />
    </div>
  );
}
