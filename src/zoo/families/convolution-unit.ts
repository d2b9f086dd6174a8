/** The unit of both Inception networks: a convolution without bias, BatchNormalization without gamma, relu. */
import type { Padding, Pair } from '#graph/config-schemas.ts';
import type { Features, NetworkBuilder } from '../network-builder.ts';

interface UnitSettings {
  readonly filters: number;
  readonly kernelSize: Pair | number;
  readonly strides?: number;
  readonly padding?: Padding;
  /** Of the convolution; the other two add `_bn` and `_ac`. Without one Keras numbers all three. */
  readonly name?: string;
}

export function convolutionUnit(net: NetworkBuilder, input: Features, settings: UnitSettings): Features {
  const { filters, kernelSize, strides = 1, padding = 'same', name } = settings;
  let x = net.layer('Conv2D', input, { name, filters, kernelSize, strides, padding, useBias: false });
  x = net.layer('BatchNormalization', x, { name: name && `${name}_bn`, scale: false });
  return net.layer('Activation', x, { name: name && `${name}_ac`, activation: 'relu' });
}

/** Filters and kernel of a unit, and where it is the last of a reduction, `reduce`. */
export type Unit = readonly [filters: number, kernelSize: Pair | number, form?: 'reduce'];

/** Units one behind the other. One that reduces strides by 2 without padding. */
export function unitChain(net: NetworkBuilder, input: Features, units: readonly Unit[]): Features {
  return units.reduce(
    (x, [filters, kernelSize, form]) =>
      convolutionUnit(net, x, {
        filters,
        kernelSize,
        ...(form === 'reduce' ? { strides: 2, padding: 'valid' } : {}),
      }),
    input,
  );
}

/** The first layers of both Inception networks: 299 pixels to 35, 192 channels. */
export function inceptionStem(net: NetworkBuilder, input: Features): Features {
  net.block('stem');
  let x = convolutionUnit(net, input, { filters: 32, kernelSize: 3, strides: 2, padding: 'valid' });
  x = convolutionUnit(net, x, { filters: 32, kernelSize: 3, padding: 'valid' });
  x = convolutionUnit(net, x, { filters: 64, kernelSize: 3 });
  x = net.layer('MaxPooling2D', x, { poolSize: 3, strides: 2 });
  x = convolutionUnit(net, x, { filters: 80, kernelSize: 1, padding: 'valid' });
  x = convolutionUnit(net, x, { filters: 192, kernelSize: 3, padding: 'valid' });
  return net.layer('MaxPooling2D', x, { poolSize: 3, strides: 2 });
}

/** An average over 3 × 3 neighbours, mixed by a 1 × 1 unit. */
export function averagedBranch(net: NetworkBuilder, input: Features, filters: number): Features {
  const x = net.layer('AveragePooling2D', input, { poolSize: 3, strides: 1, padding: 'same' });
  return convolutionUnit(net, x, { filters, kernelSize: 1 });
}
