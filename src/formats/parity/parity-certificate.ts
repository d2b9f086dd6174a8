/** What an exported model has to answer, in a file that travels with it: `parity.json`. */
import { product } from '#base/math.ts';
import { type ParityInput, paritySamples } from './parity-inputs.ts';

/** Files of a model that a certificate can be checked against. */
export type CertifiedFormat = 'keras' | 'h5' | 'weights-h5' | 'safetensors' | 'tfjs' | 'onnx';

export interface ParityOutput {
  /** Of the layer, or of the tensor in the file. */
  readonly name: string;
  /** Of one sample. */
  readonly shape: readonly number[];
  /** `[samples, …shape]`. */
  readonly values: Float32Array;
}

export interface CertificateParts {
  readonly format: CertifiedFormat;
  /** The file to load. */
  readonly model: string;
  /** SHA-256 in hex, by file name. */
  readonly hashes: Readonly<Record<string, string>>;
  readonly inputs: readonly ParityInput[];
  readonly outputs: readonly ParityOutput[];
  /** What computed the outputs: `webgpu`, `webgl` or `cpu`. */
  readonly backend: string;
}

/** The largest difference that is allowed, as a share of the output's largest number where that is above 1. */
export const parityTolerance = 1e-4;

/** Of large outputs every so many-th number is written, so that a certificate stays small. */
const maxValues = 20_000;

export function parityCertificate({ format, model, hashes, inputs, outputs, backend }: CertificateParts): string {
  const certificate = {
    about: 'What this model answered in Stride. verify.py and verify.mjs compare it with what it answers elsewhere.',
    version: 1,
    format,
    model,
    sha256: hashes,
    samples: paritySamples,
    tolerance: parityTolerance,
    backend,
    inputs,
    outputs: outputs.map(({ name, shape, values }) => {
      const step = Math.ceil(values.length / maxValues);
      const some = Array.from(values.filter((_, place) => place % step === 0));
      return { name, shape, count: paritySamples * product(shape), step, values: some };
    }),
  };
  return `${JSON.stringify(certificate, null, 1)}\n`;
}

/** The largest difference of two answers as the tolerance counts it; NaN counts as infinitely far. */
export function parityDifference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  let [scale, worst] = [1, 0];
  for (let place = 0; place < expected.length; place++) {
    const value = expected[place] ?? 0;
    const difference = Math.abs((actual[place] ?? 0) - value);
    scale = Math.max(scale, Math.abs(value));
    worst = Math.max(worst, Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference);
  }
  return worst / scale;
}
