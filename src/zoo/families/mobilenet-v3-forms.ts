/** The two forms of MobileNetV3 that a search found: tables 1 and 2 of https://arxiv.org/abs/1905.02244. */
export interface InvertedResidual {
  /** How many times wider than its input the block is inside. */
  readonly expansion: number;
  readonly filters: number;
  readonly kernelSize: number;
  readonly strides: number;
  /** Whether it has a squeeze-and-excitation gate. */
  readonly hasGate: boolean;
  readonly curve: 'relu' | 'hard_swish';
}

export interface MobileNetV3Form {
  readonly blocks: readonly InvertedResidual[];
  /** Filters of the last hidden layer of the classifier. */
  readonly topFilters: number;
}

type Row = readonly [
  expansion: number,
  filters: number,
  kernelSize: number,
  strides: number,
  gate: 'gate' | '-',
  curve: 'relu' | 'swish',
];

function blocksOf(rows: readonly Row[]): readonly InvertedResidual[] {
  return rows.map(([expansion, filters, kernelSize, strides, gate, curve]) => ({
    expansion,
    filters,
    kernelSize,
    strides,
    hasGate: gate === 'gate',
    curve: curve === 'swish' ? 'hard_swish' : 'relu',
  }));
}

export const small: MobileNetV3Form = {
  topFilters: 1024,
  blocks: blocksOf([
    [1, 16, 3, 2, 'gate', 'relu'],
    [72 / 16, 24, 3, 2, '-', 'relu'],
    [88 / 24, 24, 3, 1, '-', 'relu'],
    [4, 40, 5, 2, 'gate', 'swish'],
    [6, 40, 5, 1, 'gate', 'swish'],
    [6, 40, 5, 1, 'gate', 'swish'],
    [3, 48, 5, 1, 'gate', 'swish'],
    [3, 48, 5, 1, 'gate', 'swish'],
    [6, 96, 5, 2, 'gate', 'swish'],
    [6, 96, 5, 1, 'gate', 'swish'],
    [6, 96, 5, 1, 'gate', 'swish'],
  ]),
};

export const large: MobileNetV3Form = {
  topFilters: 1280,
  blocks: blocksOf([
    [1, 16, 3, 1, '-', 'relu'],
    [4, 24, 3, 2, '-', 'relu'],
    [3, 24, 3, 1, '-', 'relu'],
    [3, 40, 5, 2, 'gate', 'relu'],
    [3, 40, 5, 1, 'gate', 'relu'],
    [3, 40, 5, 1, 'gate', 'relu'],
    [6, 80, 3, 2, '-', 'swish'],
    [2.5, 80, 3, 1, '-', 'swish'],
    [2.3, 80, 3, 1, '-', 'swish'],
    [2.3, 80, 3, 1, '-', 'swish'],
    [6, 112, 3, 1, 'gate', 'swish'],
    [6, 112, 3, 1, 'gate', 'swish'],
    [6, 160, 5, 2, 'gate', 'swish'],
    [6, 160, 5, 1, 'gate', 'swish'],
    [6, 160, 5, 1, 'gate', 'swish'],
  ]),
};
