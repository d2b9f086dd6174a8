/**
 * Keras's own weights files and their MD5 sums, as `keras.applications` 3.15 asks for them: with the classifier and
 * without. MobileNet and MobileNetV2 have a file for every width and size and no published sum.
 */
import { present } from '#base/assert.ts';
import type { ZooNetwork } from '../zoo-network.ts';

export interface KerasFile {
  /** Below the base of Keras's hosting, and of a mirror. */
  readonly path: string;
  readonly md5: string | null;
}

type Row = readonly [path: string, md5: string];

/** By network: with the classifier, without. */
const files: Readonly<Record<string, readonly [top: Row, noTop: Row]>> = {
  VGG16: [
    ['vgg16/vgg16_weights_tf_dim_ordering_tf_kernels.h5', '64373286793e3c8b2b4e3219cbf3544b'],
    ['vgg16/vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5', '6d6bbae143d832006294945121d1f1fc'],
  ],
  VGG19: [
    ['vgg19/vgg19_weights_tf_dim_ordering_tf_kernels.h5', 'cbe5617147190e668d6c5d5026f83318'],
    ['vgg19/vgg19_weights_tf_dim_ordering_tf_kernels_notop.h5', '253f8cb515780f3b799900260a226db6'],
  ],
  'MobileNetV3Small_0.75': [
    ['mobilenet_v3/weights_mobilenet_v3_small_224_0.75_float.h5', 'cb65d4e5be93758266aa0a7f2c6708b7'],
    ['mobilenet_v3/weights_mobilenet_v3_small_224_0.75_float_no_top_v2.h5', 'ebdb5cc8e0b497cd13a7c275d475c819'],
  ],
  MobileNetV3Small: [
    ['mobilenet_v3/weights_mobilenet_v3_small_224_1.0_float.h5', '8768d4c2e7dee89b9d02b2d03d65d862'],
    ['mobilenet_v3/weights_mobilenet_v3_small_224_1.0_float_no_top_v2.h5', 'd3e8ec802a04aa4fc771ee12a9a9b836'],
  ],
  MobileNetV3Small_minimalistic: [
    ['mobilenet_v3/weights_mobilenet_v3_small_minimalistic_224_1.0_float.h5', '99cd97fb2fcdad2bf028eb838de69e37'],
    [
      'mobilenet_v3/weights_mobilenet_v3_small_minimalistic_224_1.0_float_no_top_v2.h5',
      'cde8136e733e811080d9fcd8a252f7e4',
    ],
  ],
  'MobileNetV3Large_0.75': [
    ['mobilenet_v3/weights_mobilenet_v3_large_224_0.75_float.h5', '765b44a33ad4005b3ac83185abf1d0eb'],
    ['mobilenet_v3/weights_mobilenet_v3_large_224_0.75_float_no_top_v2.h5', '40af19a13ebea4e2ee0c676887f69a2e'],
  ],
  MobileNetV3Large: [
    ['mobilenet_v3/weights_mobilenet_v3_large_224_1.0_float.h5', '59e551e166be033d707958cf9e29a6a7'],
    ['mobilenet_v3/weights_mobilenet_v3_large_224_1.0_float_no_top_v2.h5', '07fb09a5933dd0c8eaafa16978110389'],
  ],
  MobileNetV3Large_minimalistic: [
    ['mobilenet_v3/weights_mobilenet_v3_large_minimalistic_224_1.0_float.h5', '675e7b876c45c57e9e63e6d90a36599c'],
    [
      'mobilenet_v3/weights_mobilenet_v3_large_minimalistic_224_1.0_float_no_top_v2.h5',
      'ec5221f64a2f6d1ef965a614bdae7973',
    ],
  ],
  ResNet50: [
    ['resnet/resnet50_weights_tf_dim_ordering_tf_kernels.h5', '2cb95161c43110f7111970584f804107'],
    ['resnet/resnet50_weights_tf_dim_ordering_tf_kernels_notop.h5', '4d473c1dd8becc155b73f8504c6f6626'],
  ],
  ResNet101: [
    ['resnet/resnet101_weights_tf_dim_ordering_tf_kernels.h5', 'f1aeb4b969a6efcfb50fad2f0c20cfc5'],
    ['resnet/resnet101_weights_tf_dim_ordering_tf_kernels_notop.h5', '88cf7a10940856eca736dc7b7e228a21'],
  ],
  ResNet152: [
    ['resnet/resnet152_weights_tf_dim_ordering_tf_kernels.h5', '100835be76be38e30d865e96f2aaae62'],
    ['resnet/resnet152_weights_tf_dim_ordering_tf_kernels_notop.h5', 'ee4c566cf9a93f14d82f913c2dc6dd0c'],
  ],
  ResNet50V2: [
    ['resnet/resnet50v2_weights_tf_dim_ordering_tf_kernels.h5', '3ef43a0b657b3be2300d5770ece849e0'],
    ['resnet/resnet50v2_weights_tf_dim_ordering_tf_kernels_notop.h5', 'fac2f116257151a9d068a22e544a4917'],
  ],
  ResNet101V2: [
    ['resnet/resnet101v2_weights_tf_dim_ordering_tf_kernels.h5', '6343647c601c52e1368623803854d971'],
    ['resnet/resnet101v2_weights_tf_dim_ordering_tf_kernels_notop.h5', 'c0ed64b8031c3730f411d2eb4eea35b5'],
  ],
  ResNet152V2: [
    ['resnet/resnet152v2_weights_tf_dim_ordering_tf_kernels.h5', 'a49b44d1979771252814e80f8ec446f9'],
    ['resnet/resnet152v2_weights_tf_dim_ordering_tf_kernels_notop.h5', 'ed17cf2e0169df9d443503ef94b23b33'],
  ],
  DenseNet121: [
    ['densenet/densenet121_weights_tf_dim_ordering_tf_kernels.h5', '9d60b8095a5708f2dcce2bca79d332c7'],
    ['densenet/densenet121_weights_tf_dim_ordering_tf_kernels_notop.h5', '30ee3e1110167f948a6b9946edeeb738'],
  ],
  DenseNet169: [
    ['densenet/densenet169_weights_tf_dim_ordering_tf_kernels.h5', 'd699b8f76981ab1b30698df4c175e90b'],
    ['densenet/densenet169_weights_tf_dim_ordering_tf_kernels_notop.h5', 'b8c4d4c20dd625c148057b9ff1c1176b'],
  ],
  DenseNet201: [
    ['densenet/densenet201_weights_tf_dim_ordering_tf_kernels.h5', '1ceb130c1ea1b78c3bf6114dbdfd8807'],
    ['densenet/densenet201_weights_tf_dim_ordering_tf_kernels_notop.h5', 'c13680b51ded0fb44dff2d8f86ac8bb1'],
  ],
  InceptionV3: [
    ['inception_v3/inception_v3_weights_tf_dim_ordering_tf_kernels.h5', '9a0d58056eeedaa3f26cb7ebd46da564'],
    ['inception_v3/inception_v3_weights_tf_dim_ordering_tf_kernels_notop.h5', 'bcbd6486424b2319ff4ef7d526e38f63'],
  ],
  InceptionResNetV2: [
    [
      'inception_resnet_v2/inception_resnet_v2_weights_tf_dim_ordering_tf_kernels.h5',
      'e693bd0210a403b3192acc6073ad2e96',
    ],
    [
      'inception_resnet_v2/inception_resnet_v2_weights_tf_dim_ordering_tf_kernels_notop.h5',
      'd19885ff4a710c122648d3b5c3b684e4',
    ],
  ],
  NASNetMobile: [
    ['nasnet/NASNet-mobile.h5', '020fb642bf7360b370c678b08e0adf61'],
    ['nasnet/NASNet-mobile-no-top.h5', '1ed92395b5b598bdda52abe5c0dbfd63'],
  ],
  NASNetLarge: [
    ['nasnet/NASNet-large.h5', '11577c9a518f0070763c2b964a382f17'],
    ['nasnet/NASNet-large-no-top.h5', 'd81d89dc07e6e56530c4e77faddd61b5'],
  ],
  Xception: [
    ['xception/xception_weights_tf_dim_ordering_tf_kernels.h5', '0a58e3b7378bc2990ea3b43d5981f1f6'],
    ['xception/xception_weights_tf_dim_ordering_tf_kernels_notop.h5', 'b0042744bf5b25fce3cb969f33bebb97'],
  ],
  EfficientNetB0: [
    ['efficientnetb0.h5', '902e53a9f72be733fc0bcb005b3ebbac'],
    ['efficientnetb0_notop.h5', '50bc09e76180e00e4465e1a485ddc09d'],
  ],
  EfficientNetB1: [
    ['efficientnetb1.h5', '1d254153d4ab51201f1646940f018540'],
    ['efficientnetb1_notop.h5', '74c4e6b3e1f6a1eea24c589628592432'],
  ],
  EfficientNetB2: [
    ['efficientnetb2.h5', 'b15cce36ff4dcbd00b6dd88e7857a6ad'],
    ['efficientnetb2_notop.h5', '111f8e2ac8aa800a7a99e3239f7bfb39'],
  ],
  EfficientNetB3: [
    ['efficientnetb3.h5', 'ffd1fdc53d0ce67064dc6a9c7960ede0'],
    ['efficientnetb3_notop.h5', 'af6d107764bb5b1abb91932881670226'],
  ],
  EfficientNetB4: [
    ['efficientnetb4.h5', '18c95ad55216b8f92d7e70b3a046e2fc'],
    ['efficientnetb4_notop.h5', 'ebc24e6d6c33eaebbd558eafbeedf1ba'],
  ],
  EfficientNetB5: [
    ['efficientnetb5.h5', 'ace28f2a6363774853a83a0b21b9421a'],
    ['efficientnetb5_notop.h5', '38879255a25d3c92d5e44e04ae6cec6f'],
  ],
  EfficientNetB6: [
    ['efficientnetb6.h5', '165f6e37dce68623721b423839de8be5'],
    ['efficientnetb6_notop.h5', '9ecce42647a20130c1f39a5d4cb75743'],
  ],
  EfficientNetB7: [
    ['efficientnetb7.h5', '8c03f828fec3ef71311cd463b6759d99'],
    ['efficientnetb7_notop.h5', 'cbcfe4450ddf6f3ad90b1b398090fe4a'],
  ],
};

/** The picture size whose weights serve for `size` pixels: itself where some were trained for it, else Keras's choice. */
export function trainedSize({ trainedSizes, defaultSize }: ZooNetwork, size: number): number {
  return trainedSizes.includes(size) ? size : defaultSize;
}

/** The file for pictures of `size` pixels. */
export function kerasFile(network: ZooNetwork, includeTop: boolean, size: number): KerasFile {
  const { name, keras } = network;
  const side = trainedSize(network, size);
  const alpha = Number(keras.arguments.alpha ?? 1);
  const suffix = includeTop ? '' : '_no_top';
  if (keras.className === 'MobileNet') {
    // Tenths of a hundred: 2_5 is a quarter, 1_0 the whole.
    const width = alpha === 1 ? '1_0' : (alpha * 10).toFixed(1).replace('.', '_');
    return { path: `mobilenet/mobilenet_${width}_${side}_tf${suffix}.h5`, md5: null };
  }
  if (keras.className === 'MobileNetV2') {
    const width = Number.isInteger(alpha) ? alpha.toFixed(1) : String(alpha);
    const stem = 'mobilenet_v2/mobilenet_v2_weights_tf_dim_ordering_tf_kernels';
    return { path: `${stem}_${width}_${side}${suffix}.h5`, md5: null };
  }
  const [path, md5] = present(files[name], `${name} has weights files`)[includeTop ? 0 : 1];
  return { path, md5 };
}
