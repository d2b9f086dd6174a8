/** A layer that cannot take its inputs, with what its message and its repairs need to know. */
import { formatShape } from '#base/format.ts';
import type { Edge, LayerNode, NodeId } from '../model-graph.ts';
import type { Shape } from '../shape.ts';
import type { ShapeFault } from '../shape-fault.ts';
import { type Facts, type NodeFault, nodesOf } from './facts.ts';
import { listed } from './wording.ts';

export interface RefusedLayer {
  readonly facts: Facts;
  readonly node: LayerNode;
  readonly fault: ShapeFault;
  readonly inputs: readonly Shape[];
  readonly sources: readonly LayerNode[];
  /** The edges that lead into it, in the order of its inputs. */
  readonly edges: readonly Edge[];
  /** `26 × 26 × 32 from conv2d_1`. */
  readonly received: string;
}

export type FaultOf<Kind extends ShapeFault['kind']> = Extract<ShapeFault, { readonly kind: Kind }>;

export function refusedLayer(facts: Facts, id: NodeId, { fault, inputs }: NodeFault): RefusedLayer | null {
  const [node] = nodesOf(facts, [id]);
  if (!node) return null;
  const sources = nodesOf(facts, facts.adjacency.sources(id));
  return {
    facts,
    node,
    fault,
    inputs,
    sources,
    edges: sources.map((source) => ({ source: source.id, target: id })),
    received: listed(inputs.map((shape, index) => `${formatShape(shape)} from ${sources[index]?.name}`)),
  };
}
