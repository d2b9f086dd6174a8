/**
 * How a convolution's innermost loop comes by the filter. Either each invocation reads its vectors. Or all of a subgroup
 * have the same output channels: each reads one value and hands it to the others. A graphics card reads one address for
 * many invocations at once, but a processor that plays one reads it again for each.
 */
import { unroll } from '../run-kernel.ts';
import { loadVector } from '../vector-access.ts';
import type { Conv2DParameters } from './conv2d.wgsl.ts';

export interface FilterReading {
  /** WGSL outside of functions. */
  readonly functions: string;
  /** WGSL that says which tile an invocation has: `position`, `channel`, and whether it `isOwn` and not another's. */
  readonly place: string;
  /** WGSL at the beginning of a pass of the innermost loop, where `w` is the filter's element of the first tap. */
  readonly read: string;
  /** Four output channels from `channel + 4·vector` on, as an expression. */
  readonly value: (tap: number, lane: number, vector: number) => string;
}

const blocksOf = (p: Conv2DParameters) => Math.ceil(p.outChannels / (4 * p.vectors));

/** @param positions WGSL: how many tiles there are for each block of channels */
export function filterReading(p: Conv2DParameters, positions: string): FilterReading {
  return p.lanes === 1 ? eachForItself(p, positions) : handedOn(p, positions);
}

function eachForItself(p: Conv2DParameters, positions: string): FilterReading {
  const wholeOutput = p.outChannels % 4 === 0;
  const blocks = blocksOf(p);
  return {
    functions: wholeOutput ? '' : loadVector('loadFilter', 'kernel', p.outChannels),
    place: `
    if (index >= ${positions} * ${blocks}) { return; }
    let position = index / ${blocks};
    let channel = (index % ${blocks}) * ${4 * p.vectors};
    let isOwn = true;`,
    read: '',
    value: (tap, lane, v) => {
      const at = `w + ${(tap * p.inChannels + lane) * p.outChannels + v * 4}`;
      return wholeOutput ? `kernel[(${at}) / 4]` : `loadFilter(${at}, channel + ${v * 4})`;
    },
  };
}

/** A workgroup is one subgroup of `lanes` invocations, none of which may return before the others. */
function handedOn(p: Conv2DParameters, positions: string): FilterReading {
  const channels = 4 * p.vectors;
  const blocks = blocksOf(p);
  const reads = Math.ceil((p.taps * p.depth * channels) / p.lanes);
  return {
    functions: '',
    // The place in the subgroup is counted: its order is the driver's own affair.
    place: `
    let group = index / ${p.lanes};
    let own = group / ${blocks} * ${p.lanes} + index % ${p.lanes};
    let isOwn = own < ${positions};
    let position = min(own, ${positions} - 1);
    let channel = (group % ${blocks}) * ${channels};
    let place = i32(subgroupExclusiveAdd(1u));
    ${unroll(reads, (i) => {
      const element = `(place + ${i * p.lanes})`;
      const tap = `${element} / ${p.depth * channels} * ${p.inChannels * p.outChannels}`;
      const lane = `${element} / ${channels} % ${p.depth} * ${p.outChannels}`;
      return `let handed${i} = ${tap} + ${lane} + ${element} % ${channels};`;
    })}`,
    read: unroll(reads, (i) => `let read${i} = kernel[w + handed${i}];`),
    value: (tap, lane, v) => {
      const element = (component: number) => {
        const at = (tap * p.depth + lane) * channels + v * 4 + component;
        return `subgroupBroadcast(read${Math.floor(at / p.lanes)}, ${at % p.lanes}u)`;
      };
      return `vec4<f32>(${[0, 1, 2, 3].map(element).join(', ')})`;
    },
  };
}
