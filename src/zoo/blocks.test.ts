import { expect, test } from 'vitest';
import { present } from '#base/assert.ts';
import { stackRows } from '#graph/layout.ts';
import { shownGraph } from '#graph/shown-graph.ts';
import { zooNetworks } from './registry.ts';

function block(layerName: string, networkName: string): string | undefined {
  const network = present(
    zooNetworks.find(({ name }) => name === networkName),
    networkName,
  );
  const { nodes } = network.build({ weights: 'imagenet' });
  return present(
    nodes.find(({ name }) => name === layerName),
    layerName,
  ).block;
}

test.each([
  ['VGG16', 'block3_conv2', 'block3'],
  ['VGG16', 'fc1', 'top'],
  ['VGG16', 'input_layer', undefined],
  ['ResNet50', 'conv4_block2_out', 'conv4_block2'],
  ['ResNet50V2', 'max_pooling2d', 'conv2_block3'],
  ['DenseNet121', 'pool3_conv', 'pool3'],
  ['InceptionV3', 'conv2d_93', 'mixed10'],
  ['InceptionResNetV2', 'custom_scale_layer_10', 'block17_1'],
  ['Xception', 'add_1', 'block3'],
  ['MobileNetV3Small', 'multiply', 'expanded_conv'],
  ['NASNetMobile', 'normal_add_1_2', 'cell_2'],
  ['EfficientNetB0', 'block2b_drop', 'block2b'],
  ['EfficientNetB0', 'rescaling_1', 'stem'],
] as const)('in %s the layer %s belongs to %s', (network, layer, expected) => {
  expect(block(layer, network)).toBe(expected);
});

test.each(zooNetworks.map((network) => [network.name, network] as const))(
  'every layer of %s but the input belongs to a block, and a block is a run of few layers',
  (_name, network) => {
    const { nodes } = network.build();
    expect(nodes.filter(({ block }) => block === undefined).map(({ name }) => name)).toEqual(['input_layer']);
    const sizes = new Map<string, number>();
    for (const { block = '' } of nodes) sizes.set(block, (sizes.get(block) ?? 0) + 1);
    expect(Math.max(...sizes.values())).toBeLessThanOrEqual(70);
  },
);

test('817 layers are laid out in well under a second, in blocks and one by one', () => {
  const graph = zooNetworks.find(({ name }) => name === 'EfficientNetB7')?.build({ weights: 'imagenet' });
  const { nodes } = present(graph, 'EfficientNetB7');
  expect(nodes).toHaveLength(817);
  const started = performance.now();
  const collapsed = shownGraph(present(graph, 'EfficientNetB7'), new Set());
  const { nodes: placed } = stackRows(present(graph, 'EfficientNetB7'));
  expect(performance.now() - started).toBeLessThan(1000);
  expect(collapsed.nodes.length).toBeLessThan(70);
  expect(new Set(placed.map(({ position }) => `${position.x} ${position.y}`)).size).toBe(817);
});
