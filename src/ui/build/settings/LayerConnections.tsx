import { X } from 'lucide-react';
import { connect, disconnect } from '#graph/edits/connect.ts';
import { definitionOf } from '#graph/layers/definition-of.ts';
import type { LayerNode, ModelGraph, NodeId } from '#graph/model-graph.ts';
import { editGraph } from '#state/edit-graph.ts';
import { IconButton } from '../../kit/IconButton.tsx';
import { SelectField } from '../../kit/SelectField.tsx';
import { useStride } from '../../stride-context.ts';
import { possibleSources, possibleTargets } from './connection-choices.ts';

export interface LayerConnectionsProps {
  readonly node: LayerNode;
  readonly graph: ModelGraph;
}

/** What a layer reads, and the edges it can still have: the keyboard's way to what dragging between handles does. */
export function LayerConnections({ node, graph }: LayerConnectionsProps) {
  const stride = useStride();
  const byId = new Map(graph.nodes.map((each) => [each.id, each]));
  const inputs = graph.edges.filter(({ target }) => target === node.id).flatMap(({ source }) => byId.get(source) ?? []);
  const readsInput = definitionOf(node.type).arity.max > 0;

  const join = (source: LayerNode, target: LayerNode) =>
    editGraph(stride, `Connect ${source.name} to ${target.name}`, (before) => connect(before, source.id, target.id));
  const part = (source: LayerNode) =>
    editGraph(stride, `Disconnect ${source.name} to ${node.name}`, (before) =>
      disconnect(before, { source: source.id, target: node.id }),
    );

  return (
    <section aria-labelledby="layer-inputs" tabIndex={-1} className="flex flex-col gap-2 -outline-offset-2">
      <h3 id="layer-inputs" className="font-semibold text-ink text-label">
        Inputs
      </h3>
      {readsInput && inputs.length === 0 && <p className="text-ink-muted text-label">Reads no layer yet.</p>}
      {!readsInput && <p className="text-ink-muted text-label">The data comes in here.</p>}
      {inputs.length > 0 && (
        <ul className="flex flex-col gap-1">
          {inputs.map((source) => (
            <li
              key={source.id}
              className="flex items-center gap-1 rounded-medium border border-line bg-raised pl-2.5 text-body text-ink"
            >
              <span className="min-w-0 flex-1 truncate">{source.name}</span>
              <IconButton
                label={`Disconnect ${source.name}`}
                icon={X}
                size="small"
                onClick={(event) => {
                  // The button goes with its connection; the section keeps the keyboard's place.
                  event.currentTarget.closest('section')?.focus({ preventScroll: true });
                  part(source);
                }}
              />
            </li>
          ))}
        </ul>
      )}
      <div className="grid grid-cols-2 gap-2">
        {readsInput && (
          <LayerChoice
            label="Connect from"
            choices={possibleSources(graph, node)}
            onChoose={(source) => join(source, node)}
          />
        )}
        <LayerChoice
          label="Connect to"
          choices={possibleTargets(graph, node)}
          onChoose={(target) => join(node, target)}
        />
      </div>
    </section>
  );
}

interface LayerChoiceProps {
  readonly label: string;
  readonly choices: readonly LayerNode[];
  onChoose(node: LayerNode): void;
}

/** A list of layers to pick one of; shows none as picked. */
function LayerChoice({ label, choices, onChoose }: LayerChoiceProps) {
  const none: NodeId | '' = '';
  return (
    <SelectField<NodeId | ''>
      label={label}
      value={none}
      disabled={choices.length === 0}
      options={[
        { value: none, label: choices.length === 0 ? 'No layer' : 'Choose…' },
        ...choices.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={(chosen) => {
        const node = choices.find(({ id }) => id === chosen);
        if (node) onChoose(node);
      }}
    />
  );
}
