/**
 * Batch normalisation of [rows, channels] in training (Ioffe and Szegedy 2015): forward and backward are each one pass
 * that sums columns and one that writes elements.
 *
 * The variance comes from sums of x and x² in the same pass. Taken as they are, they would cancel where the mean is
 * large against the spread; so both are sums over x minus the channel's first value.
 */
import type { KernelTemplate } from '../run-kernel.ts';

export type ChannelParameters = { readonly channels: number; readonly components: 1 | 4 };
export type PartialSumsParameters = ChannelParameters & { readonly parts: number };
export type NormalizeParameters = ChannelParameters & {
  readonly center: boolean;
  readonly epsilon: number;
};

const typeOf = (components: 1 | 4) => (components === 4 ? 'vec4<f32>' : 'f32');

/** Two sums a channel over a part of the rows: [parts, 2, channels]. `terms` are the WGSL of both at `at`. */
function partialSums({ channels, components, parts }: PartialSumsParameters, prepare: string, terms: [string, string]) {
  const width = channels / components;
  return `
  alias T = ${typeOf(components)};
  fn main(cell : i32) {
    if (cell >= ${width * parts}) { return; }
    let channel = cell % ${width};
    let part = cell / ${width};
    let end = uniforms.rows * (part + 1) / ${parts};
    ${prepare}
    var first = T(0.0);
    var second = T(0.0);
    for (var row = uniforms.rows * part / ${parts}; row < end; row++) {
      let at = row * ${width} + channel;
      first += ${terms[0]};
      second += ${terms[1]};
    }
    result[part * ${2 * width} + channel] = first;
    result[part * ${2 * width} + ${width} + channel] = second;
  }`;
}

/** From x: sums of x - x[0] and of its square. */
export const momentSumsTemplate: KernelTemplate<PartialSumsParameters> = {
  name: 'batch-normalization-sums',
  code: (p) => partialSums(p, 'let shift = x[channel];', ['x[at] - shift', '(x[at] - shift) * (x[at] - shift)']),
};

/** From the sums and x: mean and population variance, [2, channels]. */
export const momentsTemplate: KernelTemplate<ChannelParameters> = {
  name: 'batch-normalization-moments',
  code: ({ channels, components }) => {
    const width = channels / components;
    return `
  fn main(channel : i32) {
    if (channel >= ${width}) { return; }
    let n = f32(uniforms.rows);
    let offset = sums[channel] / n;
    result[channel] = x[channel] + offset;
    // Rounding may take an even channel's variance below zero.
    result[${width} + channel] = max(sums[${width} + channel] / n - offset * offset, ${typeOf(components)}(0.0));
  }`;
  },
};

/** From x, moments, gamma, and beta where it is used: the normalised, scaled and shifted x. */
export const normalizeTemplate: KernelTemplate<NormalizeParameters> = {
  name: 'batch-normalization-normalize',
  code: ({ channels, components, center, epsilon }) => {
    const width = channels / components;
    return `
  fn main(at : i32) {
    if (at >= uniforms.rows * ${width}) { return; }
    let channel = at % ${width};
    let standard = (x[at] - moments[channel]) * inverseSqrt(moments[${width} + channel] + ${epsilon});
    result[at] = standard * gamma[channel]${center ? ' + beta[channel]' : ''};
  }`;
  },
};

/** From x, dy and moments: sums of dy (beta's gradient) and of dy times the standardised x (gamma's). */
export const gradientSumsTemplate: KernelTemplate<PartialSumsParameters & { readonly epsilon: number }> = {
  name: 'batch-normalization-gradient-sums',
  code: (p) => {
    const width = p.channels / p.components;
    const prepare = `
    let mean = moments[channel];
    let inverse = inverseSqrt(moments[${width} + channel] + ${p.epsilon});`;
    return partialSums(p, prepare, ['dy[at]', 'dy[at] * (x[at] - mean) * inverse']);
  },
};

/** From x, dy, moments, those sums and gamma: dx. */
export const inputGradientTemplate: KernelTemplate<ChannelParameters & { readonly epsilon: number }> = {
  name: 'batch-normalization-input-gradient',
  code: ({ channels, components, epsilon }) => {
    const width = channels / components;
    return `
  fn main(at : i32) {
    if (at >= uniforms.rows * ${width}) { return; }
    let channel = at % ${width};
    let n = f32(uniforms.rows);
    let inverse = inverseSqrt(moments[${width} + channel] + ${epsilon});
    let standard = (x[at] - moments[channel]) * inverse;
    let inner = dy[at] - (sums[channel] + standard * sums[${width} + channel]) / n;
    result[at] = inner * inverse * gamma[channel];
  }`;
  },
};
