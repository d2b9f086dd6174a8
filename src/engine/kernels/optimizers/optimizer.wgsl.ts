/**
 * One optimizer step over several variables in one dispatch. The variables keep their own buffers; a slot (such as
 * Adam's first moment) of all of them lies in one buffer, variable behind variable. Each workgroup belongs to one
 * variable and updates `elementsPerWorkgroup` of its elements.
 */
import { unroll } from '../run-kernel.ts';

const workgroupSize = 64;
export const elementsPerWorkgroup = 4 * workgroupSize;

/** 0, and the sum of the first one, two, … numbers. */
function runningSums(numbers: readonly number[]): number[] {
  const sums = [0];
  for (const number of numbers) sums.push((sums.at(-1) ?? 0) + number);
  return sums;
}

/** @param sizes element counts of the variables, whose buffers follow the slots' as weight, gradient, weight, … */
export function optimizerCode(rule: string, slots: number, sizes: readonly number[]): string {
  const starts = runningSums(sizes.map((size) => Math.ceil(size / elementsPerWorkgroup)));
  const offsets = runningSums(sizes);
  return `
  @group(0) @binding(0) var<uniform> numbers : array<vec4<f32>, 2>;
  ${unroll(slots, (s) => `@group(0) @binding(${1 + s}) var<storage, read_write> slot${s} : array<f32>;`)}
  ${unroll(
    sizes.length,
    (v) => `
  @group(0) @binding(${1 + slots + 2 * v}) var<storage, read_write> weight${v} : array<f32>;
  @group(0) @binding(${2 + slots + 2 * v}) var<storage, read> gradient${v} : array<f32>;`,
  )}
  fn p(i : u32) -> f32 { return numbers[i / 4u][i % 4u]; }
  @compute @workgroup_size(${workgroupSize})
  fn main(@builtin(workgroup_id) id : vec3<u32>, @builtin(num_workgroups) count : vec3<u32>,
          @builtin(local_invocation_index) local : u32) {
    let group = id.y * count.x + id.x;
    ${unroll(
      sizes.length,
      (v) => `
    if (group >= ${starts[v]}u && group < ${starts[v + 1]}u) {
      for (var j = 0u; j < 4u; j++) {
        let i = (group - ${starts[v]}u) * ${elementsPerWorkgroup}u + j * ${workgroupSize}u + local;
        if (i < ${sizes[v]}u) {
          let g = gradient${v}[i];
          var w = weight${v}[i];
          ${unroll(slots, (s) => `var s${s} = slot${s}[${offsets[v]}u + i];`)}
          ${rule}
          weight${v}[i] = w;
          ${unroll(slots, (s) => `slot${s}[${offsets[v]}u + i] = s${s};`)}
        }
      }
    }`,
    )}
  }`;
}
