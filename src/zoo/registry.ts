/** Every network of the zoo, from small to large within its family. */
import type { ModelGraph } from '#graph/model-graph.ts';
import type { BuildOptions, SizeLimits } from './build-options.ts';
import { denseNet } from './families/densenet.ts';
import { efficientNet } from './families/efficientnet.ts';
import { inceptionResNetV2 } from './families/inception-resnet-v2.ts';
import { inceptionV3 } from './families/inception-v3.ts';
import { mobileNet } from './families/mobilenet.ts';
import { mobileNetV2 } from './families/mobilenet-v2.ts';
import { mobileNetV3 } from './families/mobilenet-v3.ts';
import { large, small } from './families/mobilenet-v3-forms.ts';
import { nasNet } from './families/nasnet.ts';
import { resNet } from './families/resnet.ts';
import { resNetV2 } from './families/resnet-v2.ts';
import { vgg } from './families/vgg.ts';
import { xception } from './families/xception.ts';
import type { PreprocessingMode } from './preprocessing.ts';
import { publishedAccuracy } from './published-accuracy.ts';
import { withPreprocessing } from './with-preprocessing.ts';
import type { KerasConstructor, ZooFamily, ZooNetwork } from './zoo-network.ts';

interface Entry {
  readonly name: string;
  readonly family: ZooFamily;
  readonly preprocessing: PreprocessingMode;
  readonly build: (limits: SizeLimits, options: BuildOptions) => ModelGraph;
  /** By default 224. */
  readonly defaultSize?: number;
  /** By default 32. */
  readonly minSize?: number;
  readonly trainedSizes?: readonly number[];
  readonly keras?: Partial<KerasConstructor>;
  readonly licence?: string;
}

function network(entry: Entry): ZooNetwork {
  const { name, family, preprocessing, build, defaultSize = 224, minSize = 32, licence = null } = entry;
  const limits = { name, defaultSize, minSize };
  return {
    ...limits,
    family,
    keras: { className: name, arguments: {}, ...entry.keras },
    trainedSizes: entry.trainedSizes ?? [defaultSize],
    preprocessing,
    accuracy: publishedAccuracy(name),
    licence,
    build: ({ preprocessing: scalesPixels = false, ...options } = {}) => {
      const graph = build(limits, options);
      return scalesPixels ? withPreprocessing(graph, preprocessing) : graph;
    },
  };
}

const apache = 'Apache-2.0';

/** The variant in the name, but for Keras's default. */
function variantName(className: string, alpha: number): string {
  return alpha === 1 ? className : `${className}_${alpha}`;
}

const vggs = (
  [
    ['VGG16', [2, 2, 3, 3, 3]],
    ['VGG19', [2, 2, 4, 4, 4]],
  ] as const
).map(([name, depths]) =>
  network({
    name,
    family: 'VGG',
    preprocessing: 'caffe',
    licence: 'CC-BY-4.0',
    build: (limits, options) => vgg(limits, depths, options),
  }),
);

const mobileNets = [0.25, 0.5, 0.75, 1].map((alpha) =>
  network({
    name: variantName('MobileNet', alpha),
    family: 'MobileNet',
    preprocessing: 'tf',
    trainedSizes: [128, 160, 192, 224],
    keras: { className: 'MobileNet', arguments: alpha === 1 ? {} : { alpha } },
    licence: apache,
    build: (limits, options) => mobileNet(limits, alpha, options),
  }),
);

const mobileNetV2s = [0.35, 0.5, 0.75, 1, 1.3, 1.4].map((alpha) =>
  network({
    name: variantName('MobileNetV2', alpha),
    family: 'MobileNetV2',
    preprocessing: 'tf',
    trainedSizes: [96, 128, 160, 192, 224],
    keras: { className: 'MobileNetV2', arguments: alpha === 1 ? {} : { alpha } },
    licence: apache,
    build: (limits, options) => mobileNetV2(limits, alpha, options),
  }),
);

const mobileNetV3s = (
  [
    ['MobileNetV3Small', small],
    ['MobileNetV3Large', large],
  ] as const
).flatMap(([className, form]) => [
  ...[0.75, 1].map((alpha) =>
    network({
      name: variantName(className, alpha),
      family: 'MobileNetV3',
      preprocessing: 'none',
      keras: { className, arguments: alpha === 1 ? {} : { alpha } },
      build: (limits, options) => mobileNetV3(limits, { form, alpha, minimalistic: false }, options),
    }),
  ),
  network({
    name: `${className}_minimalistic`,
    family: 'MobileNetV3',
    preprocessing: 'none',
    keras: { className, arguments: { minimalistic: true } },
    build: (limits, options) => mobileNetV3(limits, { form, alpha: 1, minimalistic: true }, options),
  }),
]);

const resNets = (
  [
    [50, [3, 4, 6, 3]],
    [101, [3, 4, 23, 3]],
    [152, [3, 8, 36, 3]],
  ] as const
).flatMap(([depth, depths]) => [
  network({
    name: `ResNet${depth}`,
    family: 'ResNet',
    preprocessing: 'caffe',
    ...(depth === 50 ? { licence: 'MIT' } : {}),
    build: (limits, options) => resNet(limits, depths, options),
  }),
  network({
    name: `ResNet${depth}V2`,
    family: 'ResNetV2',
    preprocessing: 'tf',
    build: (limits, options) => resNetV2(limits, depths, options),
  }),
]);

const denseNets = (
  [
    ['DenseNet121', [6, 12, 24, 16]],
    ['DenseNet169', [6, 12, 32, 32]],
    ['DenseNet201', [6, 12, 48, 32]],
  ] as const
).map(([name, depths]) =>
  network({
    name,
    family: 'DenseNet',
    preprocessing: 'torch',
    licence: 'BSD-3-Clause',
    build: (limits, options) => denseNet(limits, depths, options),
  }),
);

const inceptions = (
  [
    ['InceptionV3', inceptionV3],
    ['InceptionResNetV2', inceptionResNetV2],
  ] as const
).map(([name, build]) =>
  network({ name, family: 'Inception', preprocessing: 'tf', defaultSize: 299, minSize: 75, licence: apache, build }),
);

const xceptions = [
  network({
    name: 'Xception',
    family: 'Xception',
    preprocessing: 'tf',
    defaultSize: 299,
    minSize: 71,
    licence: 'MIT',
    build: xception,
  }),
];

const mobileForm = { penultimateFilters: 1056, cells: 4, stemFilters: 32, skipsReduction: false };
const largeForm = { penultimateFilters: 4032, cells: 6, stemFilters: 96, skipsReduction: true };

const nasNets = (
  [
    ['NASNetMobile', 224, mobileForm],
    ['NASNetLarge', 331, largeForm],
  ] as const
).map(([name, defaultSize, form]) =>
  network({
    name,
    family: 'NASNet',
    preprocessing: 'tf',
    defaultSize,
    licence: apache,
    build: (limits, options) => nasNet(limits, form, options),
  }),
);

const efficientNets = (
  [
    ['EfficientNetB0', 224, 1, 1, 0.2],
    ['EfficientNetB1', 240, 1, 1.1, 0.2],
    ['EfficientNetB2', 260, 1.1, 1.2, 0.3],
    ['EfficientNetB3', 300, 1.2, 1.4, 0.3],
    ['EfficientNetB4', 380, 1.4, 1.8, 0.4],
    ['EfficientNetB5', 456, 1.6, 2.2, 0.4],
    ['EfficientNetB6', 528, 1.8, 2.6, 0.5],
    ['EfficientNetB7', 600, 2, 3.1, 0.5],
  ] as const
).map(([name, defaultSize, width, depth, dropoutRate]) =>
  network({
    name,
    family: 'EfficientNet',
    preprocessing: 'none',
    defaultSize,
    build: (limits, options) => efficientNet(limits, { width, depth, dropoutRate }, options),
  }),
);

export const zooNetworks: readonly ZooNetwork[] = [
  ...vggs,
  ...mobileNets,
  ...mobileNetV2s,
  ...mobileNetV3s,
  ...resNets,
  ...denseNets,
  ...inceptions,
  ...xceptions,
  ...nasNets,
  ...efficientNets,
];
