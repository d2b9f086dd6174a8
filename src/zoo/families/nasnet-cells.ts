/** The normal and the reduction cell of NASNet-A, figure 4 of https://arxiv.org/abs/1707.07012. Layer names are Keras's. */
import { correctPad } from '../correct-pad.ts';
import { type Features, NetworkBuilder } from '../network-builder.ts';
import { nasNetNormalize, nasNetRelu, projection, separableUnit } from './nasnet-units.ts';

export interface CellInputs {
  readonly current: Features;
  /** What the cell before read; null for the first cell. */
  readonly previous: Features | null;
}

export function normalCell(net: NetworkBuilder, inputs: CellInputs, filters: number, id: string): CellInputs {
  net.block(`cell_${id}`);
  const { current } = inputs;
  const p = adjusted(net, inputs, filters, id);
  const h = nasNetNormalize(
    net,
    projection(net, nasNetRelu(net, current), filters, `normal_conv_1_${id}`),
    `normal_bn_1_${id}`,
  );
  const unit = (x: Features, kernelSize: number, place: string) =>
    separableUnit(net, x, { filters, kernelSize, id: `normal_${place}_${id}` });
  const average = (x: Features, place: string) =>
    net.layer('AveragePooling2D', x, { name: `normal_${place}_${id}`, poolSize: 3, strides: 1, padding: 'same' });
  const sum = (number: number, ...terms: readonly Features[]) =>
    net.layer('Add', terms, { name: `normal_add_${number}_${id}` });

  const x1 = sum(1, unit(h, 5, 'left1'), unit(p, 3, 'right1'));
  const x2 = sum(2, unit(p, 5, 'left2'), unit(p, 3, 'right2'));
  const x3 = sum(3, average(h, 'left3'), p);
  const x4 = sum(4, average(p, 'left4'), average(p, 'right4'));
  const x5 = sum(5, unit(h, 3, 'left5'), h);
  const joined = net.layer('Concatenate', [p, x1, x2, x3, x4, x5], { name: `normal_concat_${id}` });
  return { current: joined, previous: current };
}

/** Halves the sides. */
export function reductionCell(net: NetworkBuilder, inputs: CellInputs, filters: number, id: string): CellInputs {
  net.block(`cell_${id}`);
  const { current } = inputs;
  const p = adjusted(net, inputs, filters, id);
  const h = nasNetNormalize(
    net,
    projection(net, nasNetRelu(net, current), filters, `reduction_conv_1_${id}`),
    `reduction_bn_1_${id}`,
  );
  const padded = net.layer('ZeroPadding2D', h, { name: `reduction_pad_1_${id}`, padding: correctPad(h, 3) });
  const unit = (x: Features, kernelSize: number, place: string, strides = 2) =>
    separableUnit(net, x, { filters, kernelSize, strides, id: `reduction_${place}_${id}` });
  const pool = (type: 'MaxPooling2D' | 'AveragePooling2D', place: string) =>
    net.layer(type, padded, { name: `reduction_${place}_${id}`, poolSize: 3, strides: 2 });
  const sum = (name: string, ...terms: readonly Features[]) =>
    net.layer('Add', terms, { name: `reduction_${name}_${id}` });

  const x1 = sum('add_1', unit(h, 5, 'left1'), unit(p, 7, 'right1'));
  const x2 = sum('add_2', pool('MaxPooling2D', 'left2'), unit(p, 7, 'right2'));
  const x3 = sum('add3', pool('AveragePooling2D', 'left3'), unit(p, 5, 'right3'));
  const averaged = net.layer('AveragePooling2D', x1, {
    name: `reduction_left4_${id}`,
    poolSize: 3,
    strides: 1,
    padding: 'same',
  });
  const x4 = net.layer('Add', [x2, averaged]);
  const x5 = sum('add4', unit(x1, 3, 'left4', 1), pool('MaxPooling2D', 'right5'));
  const joined = net.layer('Concatenate', [x2, x3, x4, x5], { name: `reduction_concat_${id}` });
  return { current: joined, previous: current };
}

/** The features of the cell before, brought to the size of the current ones and to `filters` channels. */
function adjusted(net: NetworkBuilder, { current, previous }: CellInputs, filters: number, id: string): Features {
  if (previous === null) return current;
  if (previous.shape[1] !== current.shape[1]) return halved(net, previous, filters, id);
  if (NetworkBuilder.channels(previous) === filters) return previous;
  const x = projection(net, nasNetRelu(net, previous), filters, `adjust_conv_projection_${id}`);
  return nasNetNormalize(net, x, `adjust_bn_${id}`);
}

/** Every other pixel, and beside it every other pixel of the picture moved by one, each half of the channels. */
function halved(net: NetworkBuilder, previous: Features, filters: number, id: string): Features {
  const half = Math.floor(filters / 2);
  const everyOther = (x: Features, number: number) =>
    projection(
      net,
      net.layer('AveragePooling2D', x, { name: `adjust_avg_pool_${number}_${id}`, poolSize: 1, strides: 2 }),
      half,
      `adjust_conv_${number}_${id}`,
    );
  const x = nasNetRelu(net, previous, `adjust_relu_1_${id}`);
  const first = everyOther(x, 1);
  const padded = net.layer('ZeroPadding2D', x, { padding: [0, 1, 0, 1] });
  const moved = net.layer('Cropping2D', padded, { cropping: [1, 0, 1, 0] });
  const joined = net.layer('Concatenate', [first, everyOther(moved, 2)]);
  return nasNetNormalize(net, joined, `adjust_bn_${id}`);
}
