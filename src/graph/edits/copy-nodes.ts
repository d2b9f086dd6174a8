import * as v from 'valibot';
import { failure, type Result, success } from '#base/result.ts';
import type { ModelGraph, NodeId } from '../model-graph.ts';
import { modelGraphSchema } from '../model-graph-schema.ts';
import { handOnWeights } from '../sharing.ts';

/** Some layers with the edges among them, as the clipboard holds them: JSON that says what it is. */
export interface GraphFragment {
  readonly kind: 'stride/layers';
  readonly graph: ModelGraph;
}

const fragmentSchema: v.GenericSchema<unknown, GraphFragment> = v.strictObject({
  kind: v.literal('stride/layers'),
  graph: modelGraphSchema,
});

/** Copies of layers that share weights share theirs among each other, not with the layers that were copied. */
export function copyNodes({ nodes, edges }: ModelGraph, ids: readonly NodeId[]): GraphFragment {
  const copied = new Set(ids);
  return {
    kind: 'stride/layers',
    graph: {
      nodes: handOnWeights(nodes.filter(({ id }) => copied.has(id))),
      edges: edges.filter(({ source, target }) => copied.has(source) && copied.has(target)),
    },
  };
}

/** Reads layers from clipboard text; the fault says in a sentence why there are none. Never throws. */
export function parseFragment(text: string): Result<GraphFragment, string> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return failure('The clipboard holds no layers.');
  }
  const parsed = v.safeParse(fragmentSchema, value);
  return parsed.success
    ? success(parsed.output)
    : failure(`The clipboard holds no layers that can be pasted: ${v.summarize(parsed.issues)}`);
}
