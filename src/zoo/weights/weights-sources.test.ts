import { describe, expect, test } from 'vitest';
import { present } from '#base/assert.ts';
import { zooNetworks } from '../registry.ts';
import { fileBeside } from './hosted-file.ts';
import { weightsHosts } from './hosts.ts';
import { weightsSources } from './weights-sources.ts';

function networkNamed(name: string) {
  return present(
    zooNetworks.find((network) => network.name === name),
    name,
  );
}

const path = (name: string, includeTop: boolean, size: number) =>
  weightsSources(networkNamed(name), { includeTop, size })[0]?.file.urls[0]?.replace(
    'https://storage.googleapis.com/',
    '',
  );

test.each([
  ['VGG16', true, 224, 'tensorflow/keras-applications/vgg16/vgg16_weights_tf_dim_ordering_tf_kernels.h5'],
  ['MobileNet_0.25', true, 224, 'tensorflow/keras-applications/mobilenet/mobilenet_2_5_224_tf.h5'],
  ['MobileNet_0.5', false, 160, 'tensorflow/keras-applications/mobilenet/mobilenet_5_0_160_tf_no_top.h5'],
  ['MobileNet_0.75', true, 192, 'tensorflow/keras-applications/mobilenet/mobilenet_7_5_192_tf.h5'],
  ['MobileNet', true, 100, 'tensorflow/keras-applications/mobilenet/mobilenet_1_0_224_tf.h5'],
  [
    'MobileNetV2_0.35',
    false,
    96,
    'tensorflow/keras-applications/mobilenet_v2/mobilenet_v2_weights_tf_dim_ordering_tf_kernels_0.35_96_no_top.h5',
  ],
  [
    'MobileNetV2',
    true,
    224,
    'tensorflow/keras-applications/mobilenet_v2/mobilenet_v2_weights_tf_dim_ordering_tf_kernels_1.0_224.h5',
  ],
  ['EfficientNetB0', false, 224, 'keras-applications/efficientnetb0_notop.h5'],
] as const)('%s with its classifier (%s) for %d pixels lies at %s', (name, includeTop, size, expected) => {
  expect(path(name, includeTop, size)).toBe(expected);
});

describe.each(zooNetworks.map((network) => [network.name, network] as const))('%s', (_, network) => {
  test('has weights on hosts that may be contacted, each under a key of its own', () => {
    const sources = [true, false].flatMap((includeTop) =>
      network.trainedSizes.flatMap((size) => weightsSources(network, { includeTop, size })),
    );
    const byId = new Map(sources.map(({ file }) => [file.id, file.urls.join()]));
    for (const { file } of sources) {
      expect(byId.get(file.id)).toBe(file.urls.join());
      for (const url of file.urls) expect(weightsHosts).toContain(new URL(url).origin);
    }
  });
});

test('MobileNet is also found as a TF.js model, whose parts lie beside it on the host and on a mirror', () => {
  const [, tfjs] = weightsSources(networkNamed('MobileNet_0.25'), { includeTop: true, size: 224 });
  const part = fileBeside(present(tfjs, 'a TF.js model').file, 'group1-shard1of1');
  expect(part).toMatchObject({
    urls: ['https://storage.googleapis.com/tfjs-models/tfjs/mobilenet_v1_0.25_224/group1-shard1of1'],
    mirrorPath: 'tfjs-mobilenet_v1_0.25_224/group1-shard1of1',
    id: 'tfjs/mobilenet_v1_0.25_224/group1-shard1of1',
  });
});

test('no TF.js model stands in for weights of another picture size', () => {
  expect(weightsSources(networkNamed('MobileNet'), { includeTop: true, size: 160 })).toHaveLength(1);
});
