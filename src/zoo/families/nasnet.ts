/** NASNet-A (Zoph et al. 2017, https://arxiv.org/abs/1707.07012): two kinds of cell that a search found, stacked. */
import type { ModelGraph } from '#graph/model-graph.ts';
import { type BuildOptions, planOf, type SizeLimits } from '../build-options.ts';
import { type Features, NetworkBuilder } from '../network-builder.ts';
import { averageTop } from '../top.ts';
import { type CellInputs, normalCell, reductionCell } from './nasnet-cells.ts';
import { nasNetNormalize } from './nasnet-units.ts';

export interface NasNetForm {
  /** Channels of the last feature maps. */
  readonly penultimateFilters: number;
  /** Normal cells between two reductions. */
  readonly cells: number;
  readonly stemFilters: number;
  /** Whether the cell behind a reduction reads past it, two cells back. */
  readonly skipsReduction: boolean;
}

export function nasNet(limits: SizeLimits, form: NasNetForm, options: BuildOptions): ModelGraph {
  const { cells, skipsReduction } = form;
  const plan = planOf(options, limits);
  const net = new NetworkBuilder(limits.name);
  const filters = Math.floor(form.penultimateFilters / 24);
  let inputs = stem(net, net.input(plan.inputShape), filters, form.stemFilters);
  inputs = normalCells(net, inputs, filters, 0, cells);
  for (const stage of [1, 2]) {
    const stageFilters = filters * 2 ** stage;
    const reduced = reductionCell(net, inputs, stageFilters, `reduce_${stage * cells}`);
    inputs = skipsReduction ? { current: reduced.current, previous: inputs.previous } : reduced;
    inputs = normalCells(net, inputs, stageFilters, stage * cells + 1, cells);
  }
  net.block('top');
  const x = net.layer('Activation', inputs.current, { activation: 'relu' });
  return net.build(averageTop(net, x, plan));
}

function stem(net: NetworkBuilder, input: Features, filters: number, stemFilters: number): CellInputs {
  net.block('stem');
  let x = net.layer('Conv2D', input, {
    name: 'stem_conv1',
    filters: stemFilters,
    kernelSize: 3,
    strides: 2,
    useBias: false,
    kernelInitializer: 'he_normal',
  });
  x = nasNetNormalize(net, x, 'stem_bn1');
  const first = reductionCell(net, { current: x, previous: null }, Math.floor(filters / 4), 'stem_1');
  return reductionCell(net, first, Math.floor(filters / 2), 'stem_2');
}

/** Cells numbered from `first`. */
function normalCells(
  net: NetworkBuilder,
  inputs: CellInputs,
  filters: number,
  first: number,
  count: number,
): CellInputs {
  let cell = inputs;
  for (let id = first; id < first + count; id++) cell = normalCell(net, cell, filters, String(id));
  return cell;
}
