/** A base that takes milliseconds, and pictures of two classes to teach it. */
import type { PictureSet } from '#data/picture-set.ts';
import type { EngineEvent } from '#protocol/engine.ts';
import { NetworkBuilder } from '#zoo/network-builder.ts';
import { buildNetwork } from '../../build/build-network.ts';
import type { OpenDataset } from '../../datasets/dataset-shelf.ts';
import { readLayerWeights } from '../../layer-weights.ts';
import { Session } from '../../session.ts';
import type { LoadedBase } from '../load-base.ts';

/** Two blocks for pictures of 16 × 16, weights by the seed. */
export function tinyBase() {
  const net = new NetworkBuilder('tiny');
  let x = net.input([16, 16, 3]);
  net.block('one');
  x = net.layer('Conv2D', x, { name: 'conv', filters: 4, kernelSize: 3, strides: 4, padding: 'same' });
  x = net.layer('BatchNormalization', x, { name: 'bn' });
  net.block('two');
  x = net.layer('Conv2D', x, { name: 'conv_two', filters: 4, kernelSize: 3, padding: 'same' });
  x = net.layer('BatchNormalization', x, { name: 'bn_two' });
  return net.build(x);
}

export async function tinyWeights(): Promise<LoadedBase> {
  const graph = tinyBase();
  const network = buildNetwork(graph, 5);
  const weights = await readLayerWeights(network);
  network.dispose();
  return { graph, weights, isHalfPrecision: false };
}

/** Dark pictures of the first class, bright ones of the second; grey, 8 × 8. */
export function darkAndBright(count: number): OpenDataset {
  const pixels = new Uint8Array(count * 64);
  for (let at = 0; at < pixels.length; at++) pixels[at] = (Math.floor(at / 64) % 2) * 150 + ((at * 7919) % 97);
  const pictures: PictureSet = {
    height: 8,
    width: 8,
    channels: 1,
    count,
    pixels,
    labels: Uint8Array.from({ length: count }, (_, index) => index % 2),
    classNames: ['dark', 'bright'],
    isLightOnDark: false,
  };
  const info = {
    id: 'test',
    name: 'Test',
    sampleCount: count,
    sampleShape: [8, 8, 1] as const,
    classNames: pictures.classNames,
    countByClass: [count / 2, count / 2],
  };
  return { info, pictures };
}

/** A session on the processor, and what it says. */
export async function startSession(): Promise<{ readonly session: Session; readonly events: EngineEvent[] }> {
  const events: EngineEvent[] = [];
  const session = new Session((event) => events.push(event), null);
  await session.start('cpu');
  return { session, events };
}
