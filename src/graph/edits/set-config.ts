import * as v from 'valibot';
import { present } from '#base/assert.ts';
import { StrideError } from '#base/errors.ts';
import { definitionOf } from '../layers/definition-of.ts';
import type { ModelGraph, NodeId } from '../model-graph.ts';
import { layerNodeSchema } from '../model-graph-schema.ts';
import { areOneLayer } from '../sharing.ts';
import { expectedValues } from './expected-values.ts';

/**
 * Changes some settings of a layer, and of those that share its weights. Throws a `StrideError` that names the layer, the setting and what is wrong with it
 * where the layer's schema refuses the value.
 */
export function setConfig(graph: ModelGraph, id: NodeId, patch: Readonly<Record<string, unknown>>): ModelGraph {
  const node = present(
    graph.nodes.find((each) => each.id === id),
    `the graph holds ${id}`,
  );
  const parsed = v.safeParse(layerNodeSchema, { ...node, config: { ...node.config, ...patch } });
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const setting = String(issue.path?.[1]?.key ?? Object.keys(patch).join(', '));
    const field = definitionOf(node.type).fields.find(({ key }) => key === setting);
    throw new StrideError({
      code: 'illegal-setting',
      message: `${node.name} (${node.type}) cannot have ${setting} ${JSON.stringify(patch[setting])}: ${issue.message}.`,
      remedy: field ? `Give ${expectedValues(field)}.` : `Choose another value for ${setting}.`,
    });
  }
  const changed = parsed.output;
  if (JSON.stringify(changed.config) === JSON.stringify(node.config)) return graph;
  const { config } = changed;
  return {
    ...graph,
    nodes: graph.nodes.map((each) => (areOneLayer(each, node) ? v.parse(layerNodeSchema, { ...each, config }) : each)),
  };
}
