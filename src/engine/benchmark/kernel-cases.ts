/** The kernel calls that every bench measures: the app's page, `npm run bench` and `npm run bench:dawn`. */
import { biasGradient, convolution, dense, depthwise, type KernelCase, maxPooling } from './kernel-case.ts';

/** Every heavy kernel of the lecture's network on 28 × 28 digits. */
export function lectureKernels(batch: number): readonly KernelCase[] {
  const named = { network: 'Lecture CNN', batch };
  const inner = { kernelSize: 3, pad: 'valid' } as const;
  return [
    ...convolution(named, { layer: 'conv1', side: 28, channels: 1, filters: 32, place: 'first', ...inner }),
    biasGradient(named, 'conv1', 26, 32),
    ...maxPooling(named, 'max pooling 1', 26, 32),
    ...convolution(named, { layer: 'conv2', side: 13, channels: 32, filters: 64, ...inner }),
    ...maxPooling(named, 'max pooling 2', 11, 64),
    ...dense(named, 'dense1', 1600, 128),
  ];
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
    ...maxPooling(named, 'block5_pool', 14, 512),
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

/** By network, at the batch sizes given; published networks at one picture. */
export function kernelCases(lectureBatches: readonly number[]): readonly KernelCase[] {
  return [...lectureBatches.flatMap(lectureKernels), ...vgg16Kernels(1), ...mobilenetKernels(1), ...resnet50Kernels(1)];
}
