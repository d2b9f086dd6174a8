/** InceptionResNetV2 (Szegedy et al. 2016, https://arxiv.org/abs/1602.07261): Inception blocks beside short cuts, scaled down. */
import type { ModelGraph } from '#graph/model-graph.ts';
import { type BuildOptions, planOf, type SizeLimits } from '../build-options.ts';
import { type Features, NetworkBuilder } from '../network-builder.ts';
import { averageTop } from '../top.ts';
import { averagedBranch, convolutionUnit, inceptionStem, type Unit, unitChain } from './convolution-unit.ts';

/** The branches of each kind of residual block. */
const block35: readonly (readonly Unit[])[] = [
  [[32, 1]],
  [
    [32, 1],
    [32, 3],
  ],
  [
    [32, 1],
    [48, 3],
    [64, 3],
  ],
];
const block17: readonly (readonly Unit[])[] = [
  [[192, 1]],
  [
    [128, 1],
    [160, [1, 7]],
    [192, [7, 1]],
  ],
];
const block8: readonly (readonly Unit[])[] = [
  [[192, 1]],
  [
    [192, 1],
    [224, [1, 3]],
    [256, [3, 1]],
  ],
];

export function inceptionResNetV2(limits: SizeLimits, options: BuildOptions): ModelGraph {
  const plan = planOf(options, limits);
  const net = new NetworkBuilder(limits.name);
  let x = inceptionStem(net, net.input(plan.inputShape));
  x = mixed5b(net, x);
  for (let index = 1; index <= 10; index++) x = residual(net, x, `block35_${index}`, block35, 0.17);
  x = mixed6a(net, x);
  for (let index = 1; index <= 20; index++) x = residual(net, x, `block17_${index}`, block17, 0.1);
  x = mixed7a(net, x);
  for (let index = 1; index <= 9; index++) x = residual(net, x, `block8_${index}`, block8, 0.2);
  x = scaledResidual(net, x, 'block8_10', block8, 1);
  net.block('conv_7b');
  x = convolutionUnit(net, x, { name: 'conv_7b', filters: 1536, kernelSize: 1 });
  return net.build(averageTop(net, x, plan, plan.includeTop ? { avg: 'avg_pool' } : {}));
}

function mixed5b(net: NetworkBuilder, x: Features): Features {
  net.block('mixed_5b');
  const branches = [
    unitChain(net, x, [[96, 1]]),
    unitChain(net, x, [
      [48, 1],
      [64, 5],
    ]),
    unitChain(net, x, [
      [64, 1],
      [96, 3],
      [96, 3],
    ]),
    averagedBranch(net, x, 64),
  ];
  return net.layer('Concatenate', branches, { name: 'mixed_5b' });
}

function mixed6a(net: NetworkBuilder, x: Features): Features {
  net.block('mixed_6a');
  const branches = [
    unitChain(net, x, [[384, 3, 'reduce']]),
    unitChain(net, x, [
      [256, 1],
      [256, 3],
      [384, 3, 'reduce'],
    ]),
    net.layer('MaxPooling2D', x, { poolSize: 3, strides: 2 }),
  ];
  return net.layer('Concatenate', branches, { name: 'mixed_6a' });
}

function mixed7a(net: NetworkBuilder, x: Features): Features {
  net.block('mixed_7a');
  const branches = [
    unitChain(net, x, [
      [256, 1],
      [384, 3, 'reduce'],
    ]),
    unitChain(net, x, [
      [256, 1],
      [288, 3, 'reduce'],
    ]),
    unitChain(net, x, [
      [256, 1],
      [288, 3],
      [320, 3, 'reduce'],
    ]),
    net.layer('MaxPooling2D', x, { poolSize: 3, strides: 2 }),
  ];
  return net.layer('Concatenate', branches, { name: 'mixed_7a' });
}

function residual(
  net: NetworkBuilder,
  x: Features,
  name: string,
  branches: readonly (readonly Unit[])[],
  scale: number,
): Features {
  return net.layer('Activation', scaledResidual(net, x, name, branches, scale), {
    name: `${name}_ac`,
    activation: 'relu',
  });
}

/** The short cut plus `scale` times the mixed branches, brought back to as many channels. */
function scaledResidual(
  net: NetworkBuilder,
  x: Features,
  name: string,
  branches: readonly (readonly Unit[])[],
  scale: number,
): Features {
  net.block(name);
  const mixed = net.layer(
    'Concatenate',
    branches.map((units) => unitChain(net, x, units)),
    { name: `${name}_mixed` },
  );
  const up = net.layer('Conv2D', mixed, {
    name: `${name}_conv`,
    filters: NetworkBuilder.channels(x),
    kernelSize: 1,
    padding: 'same',
  });
  return net.layer('CustomScaleLayer', [x, up], { scale });
}
