/** VGG (Simonyan and Zisserman 2014, https://arxiv.org/abs/1409.1556): 3 × 3 convolutions in five blocks, then three dense layers. */
import type { ModelGraph } from '#graph/model-graph.ts';
import { type BuildOptions, planOf, type SizeLimits } from '../build-options.ts';
import { NetworkBuilder } from '../network-builder.ts';
import { pooled, predictions } from '../top.ts';

const filters = [64, 128, 256, 512, 512];

/** `depths` are the convolutions of each block. */
export function vgg(limits: SizeLimits, depths: readonly number[], options: BuildOptions): ModelGraph {
  const plan = planOf(options, limits);
  const net = new NetworkBuilder(limits.name);
  let x = net.input(plan.inputShape);
  for (const [index, depth] of depths.entries()) {
    const block = `block${index + 1}`;
    net.block(block);
    for (let conv = 1; conv <= depth; conv++) {
      x = net.layer('Conv2D', x, {
        name: `${block}_conv${conv}`,
        filters: filters[index] ?? 512,
        kernelSize: 3,
        padding: 'same',
        activation: 'relu',
      });
    }
    x = net.layer('MaxPooling2D', x, { name: `${block}_pool`, poolSize: 2, strides: 2 });
  }
  if (!plan.includeTop) return net.build(pooled(net, x, plan));
  net.block('top');
  x = net.layer('Flatten', x, { name: 'flatten' });
  x = net.layer('Dense', x, { name: 'fc1', units: 4096, activation: 'relu' });
  x = net.layer('Dense', x, { name: 'fc2', units: 4096, activation: 'relu' });
  return net.build(predictions(net, x, plan));
}
