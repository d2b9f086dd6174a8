/** Where the weights of every network of the zoo lie: Keras's own files, copies of these, and TF.js models. */
import { networkFacts } from '../network-facts.ts';
import type { ZooNetwork } from '../zoo-network.ts';
import type { HostedFile } from './hosted-file.ts';
import { kerasFile, trainedSize } from './keras-files.ts';

/** `one-file`: all weights in it; `tfjs`: a `model.json`, whose parts lie beside it. */
export type WeightsLayout = 'one-file' | 'tfjs';

export interface WeightsSource {
  readonly layout: WeightsLayout;
  readonly file: HostedFile;
}

export interface WeightsChoice {
  /** Whether the classifier's weights are wanted too. */
  readonly includeTop: boolean;
  /** Pixels on each side of the pictures, which some networks have weights of their own for. */
  readonly size: number;
}

const kerasBase = 'https://storage.googleapis.com/tensorflow/keras-applications/';
/** EfficientNet lies in a bucket of its own. */
const efficientNetBase = 'https://storage.googleapis.com/keras-applications/';
const tfjsBase = 'https://storage.googleapis.com/tfjs-models/tfjs/';

/** Copies on other hosts by the file's path: the same bytes, as their checksum shows. */
const copies: Readonly<Record<string, readonly string[]>> = {
  'vgg16/vgg16_weights_tf_dim_ordering_tf_kernels.h5': [
    'https://huggingface.co/GloryKingsman/VGG-16/resolve/main/vgg16_weights_tf_dim_ordering_tf_kernels.h5',
  ],
};

/** TF.js models by network, for pictures of 224 and with the classifier. */
const tfjsModels: Readonly<Record<string, string>> = {
  'MobileNet_0.25': 'mobilenet_v1_0.25_224',
  MobileNet: 'mobilenet_v1_1.0_224',
};

const bytesOfFloat = 4;

/** In the order in which they are tried. */
export function weightsSources(network: ZooNetwork, { includeTop, size }: WeightsChoice): readonly WeightsSource[] {
  const { name, family, licence } = network;
  const { parameters, parametersWithoutTop } = networkFacts(name);
  const { path, md5 } = kerasFile(network, includeTop, size);
  const side = trainedSize(network, size);
  const variant = network.trainedSizes.length > 1 ? `${name} for ${side} × ${side}` : name;
  const base = family === 'EfficientNet' ? efficientNetBase : kerasBase;
  const keras: WeightsSource = {
    layout: 'one-file',
    file: {
      id: `keras/${path}`,
      name: `${variant}, ${includeTop ? 'with' : 'without'} classifier`,
      urls: [base + path, ...(copies[path] ?? [])],
      mirrorPath: path,
      minBytes: (includeTop ? parameters : parametersWithoutTop) * bytesOfFloat,
      ...(md5 !== null && { hash: { algorithm: 'md5', hex: md5 } }),
      licence,
    },
  };
  const tfjs = tfjsModels[name];
  if (tfjs === undefined || side !== 224) return [keras];
  const model: HostedFile = {
    id: `tfjs/${tfjs}/model.json`,
    name: `${name}, TF.js model`,
    urls: [`${tfjsBase}${tfjs}/model.json`],
    mirrorPath: `tfjs-${tfjs}/model.json`,
    licence,
  };
  return [keras, { layout: 'tfjs', file: model }];
}
