/** InceptionV3 (Szegedy et al. 2015, https://arxiv.org/abs/1512.00567): blocks of parallel branches, large kernels factorised. */
import type { ModelGraph } from '#graph/model-graph.ts';
import { type BuildOptions, planOf, type SizeLimits } from '../build-options.ts';
import { type Features, NetworkBuilder } from '../network-builder.ts';
import { averageTop } from '../top.ts';
import { averagedBranch, inceptionStem, unitChain } from './convolution-unit.ts';

export function inceptionV3(limits: SizeLimits, options: BuildOptions): ModelGraph {
  const plan = planOf(options, limits);
  const net = new NetworkBuilder(limits.name);
  let x = inceptionStem(net, net.input(plan.inputShape));
  for (const [index, poolFilters] of [32, 64, 64].entries()) x = blockA(net, x, `mixed${index}`, poolFilters);
  x = reductionA(net, x, 'mixed3');
  for (const [index, filters] of [128, 160, 160, 192].entries()) x = blockB(net, x, `mixed${index + 4}`, filters);
  x = reductionB(net, x, 'mixed8');
  for (const index of [0, 1]) x = blockC(net, x, index);
  return net.build(averageTop(net, x, plan, plan.includeTop ? { avg: 'avg_pool' } : {}));
}

function blockA(net: NetworkBuilder, x: Features, name: string, poolFilters: number): Features {
  net.block(name);
  const branches = [
    unitChain(net, x, [[64, 1]]),
    unitChain(net, x, [
      [48, 1],
      [64, 5],
    ]),
    unitChain(net, x, [
      [64, 1],
      [96, 3],
      [96, 3],
    ]),
    averagedBranch(net, x, poolFilters),
  ];
  return net.layer('Concatenate', branches, { name });
}

function reductionA(net: NetworkBuilder, x: Features, name: string): Features {
  net.block(name);
  const branches = [
    unitChain(net, x, [[384, 3, 'reduce']]),
    unitChain(net, x, [
      [64, 1],
      [96, 3],
      [96, 3, 'reduce'],
    ]),
    net.layer('MaxPooling2D', x, { poolSize: 3, strides: 2 }),
  ];
  return net.layer('Concatenate', branches, { name });
}

/** 7 × 7 kernels as 1 × 7 and 7 × 1. */
function blockB(net: NetworkBuilder, x: Features, name: string, filters: number): Features {
  net.block(name);
  const branches = [
    unitChain(net, x, [[192, 1]]),
    unitChain(net, x, [
      [filters, 1],
      [filters, [1, 7]],
      [192, [7, 1]],
    ]),
    unitChain(net, x, [
      [filters, 1],
      [filters, [7, 1]],
      [filters, [1, 7]],
      [filters, [7, 1]],
      [192, [1, 7]],
    ]),
    averagedBranch(net, x, 192),
  ];
  return net.layer('Concatenate', branches, { name });
}

function reductionB(net: NetworkBuilder, x: Features, name: string): Features {
  net.block(name);
  const branches = [
    unitChain(net, x, [
      [192, 1],
      [320, 3, 'reduce'],
    ]),
    unitChain(net, x, [
      [192, 1],
      [192, [1, 7]],
      [192, [7, 1]],
      [192, 3, 'reduce'],
    ]),
    net.layer('MaxPooling2D', x, { poolSize: 3, strides: 2 }),
  ];
  return net.layer('Concatenate', branches, { name });
}

function blockC(net: NetworkBuilder, x: Features, index: number): Features {
  const name = `mixed${9 + index}`;
  net.block(name);
  const branches = [
    unitChain(net, x, [[320, 1]]),
    forked(net, unitChain(net, x, [[384, 1]]), `mixed9_${index}`),
    forked(
      net,
      unitChain(net, x, [
        [448, 1],
        [384, 3],
      ]),
    ),
    averagedBranch(net, x, 192),
  ];
  return net.layer('Concatenate', branches, { name });
}

/** A 3 × 3 kernel as 1 × 3 beside 3 × 1. */
function forked(net: NetworkBuilder, x: Features, name?: string): Features {
  const branches = [unitChain(net, x, [[384, [1, 3]]]), unitChain(net, x, [[384, [3, 1]]])];
  return net.layer('Concatenate', branches, { name });
}
