/**
 * Data sets that one click fetches from where they are published. Every address must answer pages of other origins (CORS):
 * GitHub's raw files do.
 */
export interface HostedDataset {
  readonly id: string;
  readonly name: string;
  readonly about: string;
  readonly licence: string;
  /** Where a person reads more. */
  readonly home: string;
  /** Bytes to download. */
  readonly bytes: number;
  readonly sampleCount: number;
  readonly classNames: readonly string[];
  /** Of the pictures as they come. */
  readonly settings: { readonly height: number; readonly width: number; readonly channels: 1 | 3 };
  /** Files as `ImportRequest.entries` takes them. */
  readonly files: readonly { readonly path: string; readonly url: string }[];
}

const githubFiles = 'https://raw.githubusercontent.com';

/** Every host that data sets come from, and only when a person asks for one. */
export const datasetHosts: readonly string[] = [githubFiles];

const fashionMnist = {
  licence: 'MIT',
  home: 'https://github.com/zalandoresearch/fashion-mnist',
  classNames: [
    'T-shirt/top',
    'Trouser',
    'Pullover',
    'Dress',
    'Coat',
    'Sandal',
    'Shirt',
    'Sneaker',
    'Bag',
    'Ankle boot',
  ],
  settings: { height: 28, width: 28, channels: 1 },
} as const;

const fashionMnistFiles = (names: readonly string[]) =>
  names.map((path) => ({
    path,
    url: `${githubFiles}/zalandoresearch/fashion-mnist/master/data/fashion/${path}`,
  }));

export const hostedDatasets: readonly HostedDataset[] = [
  {
    ...fashionMnist,
    id: 'fashion-mnist-10k',
    name: 'Fashion-MNIST, 10,000',
    about: 'Clothes from a shop, grey on black, 28 × 28: the test pictures of Fashion-MNIST.',
    bytes: 4_427_296,
    sampleCount: 10_000,
    files: fashionMnistFiles(['t10k-images-idx3-ubyte.gz', 't10k-labels-idx1-ubyte.gz']),
  },
  {
    ...fashionMnist,
    id: 'fashion-mnist',
    name: 'Fashion-MNIST, 70,000',
    about: 'All of Fashion-MNIST: 60,000 pictures to train on and 10,000 to test with.',
    bytes: 30_878_645,
    sampleCount: 70_000,
    files: fashionMnistFiles([
      'train-images-idx3-ubyte.gz',
      'train-labels-idx1-ubyte.gz',
      't10k-images-idx3-ubyte.gz',
      't10k-labels-idx1-ubyte.gz',
    ]),
  },
];
