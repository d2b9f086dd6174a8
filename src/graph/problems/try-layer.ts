/** Asks a layer that is not in the graph what it would make of a shape: repairs are only offered where they help. */
import * as v from 'valibot';
import { definitionOf } from '../layers/definition-of.ts';
import type { LayerNode } from '../model-graph.ts';
import type { Shape } from '../shape.ts';
import type { LayerPlan } from './repairs.ts';

/** The output of layers one after another; null where one of them refuses. */
export function tryPlans(input: Shape, plans: readonly LayerPlan[]): Shape | null {
  return plans.reduce<Shape | null>((shape, plan) => (shape ? tryPlan(shape, plan) : null), input);
}

function tryPlan(input: Shape, { type, config }: LayerPlan): Shape | null {
  const definition = definitionOf(type);
  const parsed = v.safeParse(definition.schema, config);
  const inference = parsed.success ? definition.inferShape(parsed.output, [input]) : null;
  return inference?.ok ? inference.output : null;
}

/** Whether a node would accept these inputs, perhaps with some settings changed. */
export function accepts(
  node: LayerNode,
  inputs: readonly Shape[],
  patch: Readonly<Record<string, unknown>> = {},
): boolean {
  const definition = definitionOf(node.type);
  const parsed = v.safeParse(definition.schema, { ...node.config, ...patch });
  return parsed.success && definition.inferShape(parsed.output, inputs).ok;
}
