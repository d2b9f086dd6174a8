/** How most networks end: a classifier over averaged feature maps, or the maps, pooled where that is asked for. */
import type { Plan } from './build-options.ts';
import type { Features, NetworkBuilder } from './network-builder.ts';

/** The names that a network gives its global pooling layers; without one Keras numbers them. */
export interface PoolNames {
  readonly avg?: string;
  readonly max?: string;
}

/** GlobalAveragePooling2D and Dense `predictions`; without a top `pooled`. */
export function averageTop(net: NetworkBuilder, x: Features, plan: Plan, names: PoolNames = {}): Features {
  if (!plan.includeTop) return pooled(net, x, plan, names);
  net.block('top');
  return predictions(net, net.layer('GlobalAveragePooling2D', x, { name: names.avg }), plan);
}

export function predictions(net: NetworkBuilder, x: Features, { classes, classifierActivation }: Plan): Features {
  return net.layer('Dense', x, { name: 'predictions', units: classes, activation: classifierActivation });
}

/** What a network without a top gives. */
export function pooled(net: NetworkBuilder, x: Features, { pooling }: Plan, names: PoolNames = {}): Features {
  if (pooling === null) return x;
  net.block('top');
  return pooling === 'avg'
    ? net.layer('GlobalAveragePooling2D', x, { name: names.avg })
    : net.layer('GlobalMaxPooling2D', x, { name: names.max });
}
