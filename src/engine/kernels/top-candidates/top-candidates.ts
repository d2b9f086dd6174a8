/**
 * The best few candidates of a detector's many, chosen and decoded on the GPU: the network's heads stay there and
 * nothing waits. Exact and repeatable: by falling score, of equal scores the earlier first.
 *
 * A full sort of a million scores takes some ninety dispatches. Instead a histogram of the scores tells which score the
 * last of the best must at least have, what lies above is collected, and only that is put in order by counting, for
 * each, how many are better.
 */
import { fill, type TensorInfo } from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { type KernelInput, type KernelParameters, runKernel } from '../run-kernel.ts';

/** What scores less than this is no candidate: detectors give next to nothing to most of what they look at. */
export const CANDIDATE_FLOOR = 0.01;

/** How many candidates are kept of a frame. */
export const CANDIDATE_LIMIT = 256;

/** y1, x1, y2, x2, score, class. */
export const CANDIDATE_WIDTH = 6;

/** What a head gives for each of `count` places. */
export interface CandidateSource {
  /** Names the pipelines. */
  readonly name: string;
  /** With the code, what the compiled pipelines are kept by. */
  readonly parameters: KernelParameters;
  readonly inputs: readonly KernelInput[];
  readonly count: number;
  /**
   * WGSL over the inputs: `fn scoreAt(place : i32) -> f32`, 0..1, and `fn classAt(place : i32) -> i32`, and
   * `fn boxAt(place : i32) -> vec4<f32>` as y1, x1, y2, x2.
   */
  readonly code: string;
}

/** Room for candidates of the last kept score's bin; where even more share it, that bin is left out. */
const collected = 1024;

/** Floats above 0 are ordered as their bits are; 64 bins an octave. */
const shift = 17;
const bitsOf = (value: number) => new Uint32Array(Float32Array.of(value).buffer)[0] ?? 0;
const firstBin = bitsOf(CANDIDATE_FLOOR) >>> shift;
const binCount = (bitsOf(1) >>> shift) - firstBin + 1;
const binCode = `
  fn binOf(score : f32) -> i32 {
    return min(i32(bitcast<u32>(score) >> ${shift}u) - ${firstBin}, ${binCount - 1});
  }`;

/**
 * The best candidates as `[CANDIDATE_LIMIT, 6]`: y1, x1, y2, x2, score, class, in the unit of `boxAt`. Rows left over
 * have score 0. Owned by the caller.
 */
export function topCandidates(backend: WebGPUBackend, source: CandidateSource): TensorInfo {
  const { name, inputs, count, code } = source;
  // Not every pass reads every input, but every binding has to be used.
  const use = inputs.map((input) => `_ = &${input.name};`).join(' ');
  // The code is a function of the parameters, which with the count make the key.
  const parameters = { ...source.parameters, count };
  const run = { parameters, inputs, outputComponents: 1 } as const;

  const bins = runKernel(
    backend,
    {
      name: `${name}-histogram`,
      code: () => `
      ${code}
      ${binCode}
      fn main(place : i32) {
        ${use}
        if (place >= ${count} || uniforms.outShape < 1) { return; }
        let score = scoreAt(place);
        if (score >= ${CANDIDATE_FLOOR}) { atomicAdd(&result[binOf(score)], 1); }
      }`,
    },
    {
      ...run,
      outputShape: [binCount],
      outputType: 'int32',
      invocations: [count, 1],
      atomic: true,
      into: zeros(backend, binCount),
    },
  );

  const lowest = runKernel(backend, lowestBinTemplate, {
    parameters: { binCount },
    inputs: [{ name: 'bins', tensor: bins, components: 1 }],
    outputShape: [1],
    outputType: 'int32',
    outputComponents: 1,
    invocations: [1, 1],
    workgroupSize: 1,
  });

  const list = runKernel(
    backend,
    {
      name: `${name}-collect`,
      code: () => `
      ${code}
      ${binCode}
      fn main(place : i32) {
        ${use}
        if (place >= ${count} || uniforms.outShape < 1) { return; }
        let score = scoreAt(place);
        if (score < ${CANDIDATE_FLOOR} || binOf(score) < lowest[0]) { return; }
        let slot = atomicAdd(&result[0], 1);
        if (slot >= ${collected}) { return; }
        atomicStore(&result[1 + slot], place);
        atomicStore(&result[${1 + collected} + slot], bitcast<i32>(score));
      }`,
    },
    {
      ...run,
      inputs: [...inputs, { name: 'lowest', tensor: lowest, components: 1 }],
      outputShape: [1 + 2 * collected],
      outputType: 'int32',
      invocations: [count, 1],
      atomic: true,
      into: zeros(backend, 1 + 2 * collected),
    },
  );

  const rows = runKernel(
    backend,
    {
      name: `${name}-rank`,
      code: () => `
      ${code}
      fn write(row : i32, box : vec4<f32>, score : f32, class_ : f32) {
        let at = row * ${CANDIDATE_WIDTH};
        result[at] = box.x;
        result[at + 1] = box.y;
        result[at + 2] = box.z;
        result[at + 3] = box.w;
        result[at + 4] = score;
        result[at + 5] = class_;
      }
      fn main(slot : i32) {
        ${use}
        let held = min(list[0], ${collected});
        if (slot >= held) {
          if (slot < uniforms.outShape.x) { write(slot, vec4<f32>(0.0), 0.0, 0.0); }
          return;
        }
        let place = list[1 + slot];
        let score = bitcast<f32>(list[${1 + collected} + slot]);
        var rank = 0;
        for (var other = 0; other < held; other++) {
          let rival = bitcast<f32>(list[${1 + collected} + other]);
          rank += i32(rival > score || (rival == score && list[1 + other] < place));
        }
        if (rank < uniforms.outShape.x) { write(rank, boxAt(place), score, f32(classAt(place))); }
      }`,
    },
    {
      ...run,
      inputs: [...inputs, { name: 'list', tensor: list, components: 1 }],
      outputShape: [CANDIDATE_LIMIT, CANDIDATE_WIDTH],
      invocations: [collected, 1],
    },
  );
  for (const { dataId } of [bins, lowest, list]) backend.disposeData(dataId);
  return rows;
}

/** Owned by the caller, and known to no scope of tfjs. */
function zeros(backend: WebGPUBackend, length: number): TensorInfo {
  const tensor = fill([length], 0, 'int32');
  backend.incRef(tensor.dataId);
  const { dataId, shape, dtype } = tensor;
  tensor.dispose();
  return { dataId, shape, dtype };
}

const lowestBinTemplate = {
  name: 'top-candidates-lowest-bin',
  code: ({ binCount: bins }: { readonly binCount: number }) => `
  fn main(index : i32) {
    if (index >= uniforms.outShape) { return; }
    var held = 0;
    var bin = ${bins};
    while (bin > 0 && held < ${CANDIDATE_LIMIT}) {
      bin--;
      held += bins[bin];
    }
    if (held > ${collected}) { bin++; }
    result[0] = bin;
  }`,
};
