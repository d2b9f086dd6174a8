/** The kernel calls that every bench measures: the app's page, `npm run bench` and `npm run bench:dawn`. */
import { present } from '#base/assert.ts';
import { lectureCnn } from '#graph/templates/lecture-cnn.ts';
import { zooNetworks } from '#zoo/registry.ts';
import type { KernelCase } from './kernel-case.ts';
import { averagePooling, biasGradient, convolution, dense, depthwise, fused, maxPooling } from './layer-calls.ts';
import { batchNormalization, dropout, softmaxWithCrossEntropy } from './layer-operations.ts';
import { optimizers } from './optimizer-operations.ts';

/** Every heavy kernel of the lecture's network on 28 × 28 digits, and what may take the place of some. */
export function lectureKernels(batch: number): readonly KernelCase[] {
  const named = { network: lectureCnn.name, batch };
  const inner = { kernelSize: 3, pad: 'valid' } as const;
  const layers = [
    ...convolution(named, { layer: 'conv1', side: 28, channels: 1, filters: 32, place: 'first', ...inner }),
    biasGradient(named, 'conv1', 26, 32),
    ...maxPooling(named, { layer: 'max pooling 1', side: 26, channels: 32 }),
    ...convolution(named, { layer: 'conv2', side: 13, channels: 32, filters: 64, ...inner }),
    ...maxPooling(named, { layer: 'max pooling 2', side: 11, channels: 64 }),
    ...dense(named, 'dense1', 1600, 128),
  ];
  return [
    ...layers,
    ...fused(layers),
    softmaxWithCrossEntropy(named, 10),
    ...averagePooling(named, { layer: 'average pooling 1', side: 26, channels: 32 }),
    ...batchNormalization(named, 'batch normalization 1', 26, 32),
    dropout(named, 'dropout of dense1’s input', 1600),
  ];
}

/** What an optimizer does follows from no batch. */
export function lectureOptimizers(batch: number): readonly KernelCase[] {
  return optimizers({ network: lectureCnn.name, batch }, () => lectureCnn.build([28, 28, 1], 10));
}

/** One layer of each block of VGG16 (Simonyan and Zisserman 2015) on 224 × 224. */
function vgg16Kernels(batch: number): readonly KernelCase[] {
  const named = { network: 'VGG16', batch };
  const block = (layer: string, side: number, channels: number, filters: number) =>
    convolution(named, { layer, side, channels, filters, kernelSize: 3 });
  return [
    ...convolution(named, {
      layer: 'block1_conv1',
      side: 224,
      channels: 3,
      filters: 64,
      kernelSize: 3,
      place: 'first',
    }),
    ...block('block1_conv2', 224, 64, 64),
    ...block('block2_conv2', 112, 128, 128),
    ...block('block3_conv2', 56, 256, 256),
    ...block('block4_conv2', 28, 512, 512),
    ...block('block5_conv2', 14, 512, 512),
    ...maxPooling(named, { layer: 'block5_pool', side: 14, channels: 512 }),
  ];
}

/** The kinds of layers of MobileNet (Howard et al. 2017) on 224 × 224. */
function mobilenetKernels(batch: number): readonly KernelCase[] {
  const named = { network: 'MobileNet', batch };
  const pointwise = (layer: string, side: number, channels: number, filters: number) =>
    convolution(named, { layer, side, channels, filters, kernelSize: 1 });
  const spread = (layer: string, side: number, channels: number, stride: number) =>
    depthwise(named, { layer, side, channels, kernelSize: 3, stride });
  return [
    ...convolution(named, {
      layer: 'conv1',
      side: 224,
      channels: 3,
      filters: 32,
      kernelSize: 3,
      stride: 2,
      place: 'first',
    }),
    ...spread('conv_dw_1', 112, 32, 1),
    ...pointwise('conv_pw_1', 112, 32, 64),
    ...spread('conv_dw_2', 112, 64, 2),
    ...spread('conv_dw_7', 14, 512, 1),
    ...pointwise('conv_pw_7', 14, 512, 512),
    ...pointwise('conv_pw_13', 7, 1024, 1024),
    ...fused([...spread('conv_dw_7', 14, 512, 1), ...pointwise('conv_pw_7', 14, 512, 512)]),
    ...averagePooling(named, { layer: 'global pooling', side: 7, channels: 1024, size: 7 }),
    ...dense(named, 'predictions', 1024, 1000),
  ];
}

/** What MobileNet takes in training besides, where one picture has no batch's moments. */
function mobilenetTraining(batch: number): readonly KernelCase[] {
  const named = { network: 'MobileNet', batch };
  return [
    ...batchNormalization(named, 'conv1_bn', 112, 32),
    ...batchNormalization(named, 'conv_pw_7_bn', 14, 512),
    softmaxWithCrossEntropy(named, 1000),
    ...optimizers(
      named,
      () =>
        present(
          zooNetworks.find(({ name }) => name === 'MobileNet'),
          'the zoo has MobileNet',
        ).build(),
      ['adam'],
    ),
  ];
}

/** The kinds of layers of ResNet50 (He et al. 2016) on 224 × 224. */
function resnet50Kernels(batch: number): readonly KernelCase[] {
  const named = { network: 'ResNet50', batch };
  const layer = (name: string, side: number, channels: number, filters: number, kernelSize: number, stride = 1) =>
    convolution(named, { layer: name, side, channels, filters, kernelSize, stride });
  return [
    ...convolution(named, {
      layer: 'conv1',
      side: 230,
      channels: 3,
      filters: 64,
      kernelSize: 7,
      stride: 2,
      pad: 'valid',
      place: 'first',
    }),
    ...layer('conv2_block1_1', 56, 64, 64, 1),
    ...layer('conv2_block1_2', 56, 64, 64, 3),
    ...layer('conv2_block1_3', 56, 64, 256, 1),
    ...layer('conv3_block1_1', 56, 256, 128, 1, 2),
    ...layer('conv4_block1_2', 14, 256, 256, 3),
    ...layer('conv5_block1_2', 7, 512, 512, 3),
    ...layer('conv5_block2_1', 7, 2048, 512, 1),
  ];
}

/** By network, at the batch sizes given; published networks at one picture, but for what only training has. */
export function kernelCases(lectureBatches: readonly number[]): readonly KernelCase[] {
  return [
    ...lectureBatches.flatMap(lectureKernels),
    ...lectureOptimizers(lectureBatches[0] ?? 1),
    ...vgg16Kernels(1),
    ...mobilenetKernels(1),
    ...mobilenetTraining(8),
    ...resnet50Kernels(1),
  ];
}
