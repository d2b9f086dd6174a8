import type { Problem, Repair } from '../analysis.ts';
import type { LayerNode } from '../model-graph.ts';
import type { Shape } from '../shape.ts';
import type { FaultOf, RefusedLayer } from './refused-layer.ts';
import { configRepair, removeRepair } from './repairs.ts';
import { accepts } from './try-layer.ts';
import { named } from './wording.ts';

/** A window or a crop that is larger than the picture that is left. */
export function tooSmallProblem(refused: RefusedLayer, fault: FaultOf<'too-small'>): Problem {
  const { node, received, inputs } = refused;
  const { axis, size, needed, missing } = fault;
  return {
    code: 'too-small',
    message:
      `${named(node)} needs a ${axis} of at least ${needed} px, but gets ${received}: ` +
      `a ${axis} of ${size} px is ${missing} px too small, and the output would shrink below 1.`,
    nodes: [node.id, ...refused.sources.map(({ id }) => id)],
    severity: 'error',
    repairs: [...settingRepairs(node, inputs[0] ?? []), removeRepair(node)],
  };
}

function settingRepairs(node: LayerNode, [height = 1, width = 1, channels = 1]: Shape): readonly Repair[] {
  const input = [height, width, channels];
  const offers: { readonly label: string; readonly patch: Readonly<Record<string, unknown>> }[] = [];
  const within = ([down, right]: readonly [number, number]) => [Math.min(down, height), Math.min(right, width)];
  const { config } = node;
  if ('padding' in config && 'strides' in config)
    offers.push({ label: 'Set padding to same', patch: { padding: 'same' } });
  if ('poolSize' in config) {
    const poolSize = within(config.poolSize);
    offers.push({ label: `Set pool size to ${poolSize.join(' × ')}`, patch: { poolSize } });
  }
  if ('kernelSize' in config) {
    const kernelSize = within(config.kernelSize);
    const spread = 'dilationRate' in config && Math.max(...config.dilationRate) > 1;
    offers.push({
      label: `Set kernel size to ${kernelSize.join(' × ')}${spread ? ' without dilation' : ''}`,
      patch: { kernelSize, ...(spread ? { dilationRate: [1, 1] } : {}) },
    });
  }
  if ('cropping' in config) offers.push({ label: 'Set cropping to 0', patch: { cropping: 0 } });
  return offers
    .filter(({ patch }) => accepts(node, [input], patch))
    .map(({ label, patch }) => configRepair(label, node, patch));
}
