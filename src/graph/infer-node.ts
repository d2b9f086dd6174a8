/** Shapes and costs of one layer for given inputs. */
import { product, sum } from '#base/math.ts';
import type { NodeAnalysis } from './analysis.ts';
import { definitionOf } from './layers/definition-of.ts';
import type { LayerNode } from './model-graph.ts';
import type { Shape } from './shape.ts';
import type { ShapeFault } from './shape-fault.ts';

/** The most numbers in one tensor: 1 GiB of float32, the usual limit of a WebGPU buffer. */
const maxNumbers = 2 ** 28;
const bytesPerNumber = 4;

export type NodeInference =
  | { readonly ok: true; readonly analysis: NodeAnalysis }
  | { readonly ok: false; readonly fault: ShapeFault };

/** `inputs` must obey the layer's arity. */
export function inferNode(node: LayerNode, inputs: readonly Shape[]): NodeInference {
  const definition = definitionOf(node.type);
  const inference = definition.inferShape(node.config, inputs);
  if (!inference.ok) return inference;
  const { output } = inference;
  if (product(output) > maxNumbers) return tooLarge('output', output);
  const weights = definition.weights(node.config, inputs);
  const huge = weights.find(({ shape }) => product(shape) > maxNumbers);
  if (huge) return tooLarge(huge.name, huge.shape);
  const count = (specs: typeof weights) => sum(specs.map(({ shape }) => product(shape)));
  return {
    ok: true,
    analysis: {
      inputs,
      output,
      weights,
      parameters: count(weights),
      trainableParameters: node.trainable ? count(weights.filter(({ trainable }) => trainable)) : 0,
      multiplyAdds: definition.multiplyAdds(node.config, inputs, output),
      activationBytes: product(output) * bytesPerNumber,
    },
  };
}

function tooLarge(tensor: string, shape: Shape): NodeInference {
  return { ok: false, fault: { kind: 'too-large', tensor, shape } };
}
