/** What a layer's arithmetic asks of the device, from the graph alone. */
import { product, sum } from '#base/math.ts';
import type { NodeAnalysis } from '#graph/analysis.ts';

const bytesPerNumber = 4;

export interface Cost {
  readonly flops: number;
  readonly bytes: number;
}

export const nothing: Cost = { flops: 0, bytes: 0 };

/** Multiply-adds count as two operations. Reads inputs and weights once, writes the output once. */
export function forwardCost({ inputs, output, parameters, multiplyAdds }: NodeAnalysis, batchSize: number): Cost {
  const numbers = batchSize * (sum(inputs.map(product)) + product(output)) + parameters;
  return { flops: 2 * multiplyAdds * batchSize, bytes: bytesPerNumber * numbers };
}

/** One more product for the gradient to the input, and one for that to the weights where there are any. */
export function backwardCost(node: NodeAnalysis, batchSize: number): Cost {
  const { flops, bytes } = forwardCost(node, batchSize);
  const products = node.parameters > 0 ? 2 : 1;
  return { flops: products * flops, bytes: products * bytes };
}
