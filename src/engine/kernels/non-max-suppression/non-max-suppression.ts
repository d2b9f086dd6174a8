/**
 * Non-maximum suppression on the GPU, by every method of `vision/nms.ts`, which is its reference. One workgroup, each
 * invocation with one candidate in its registers: the best left is found by an atomic maximum, and every other measures
 * its own overlap with it. On the way boxes come from the network's input to the frame.
 */
import type { TensorInfo } from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { MOST_DETECTIONS } from '#vision/detection.ts';
import type { SuppressionMethod, SuppressionOptions } from '#vision/nms.ts';
import { type KernelTemplate, type KernelUniform, runKernel } from '../run-kernel.ts';
import { CANDIDATE_LIMIT, CANDIDATE_WIDTH } from '../top-candidates/top-candidates.ts';

/** From the network's input to the frame: multiplied by the scale, then shifted, then cut at the frame's edges. */
export interface FrameTransform {
  readonly scaleY: number;
  readonly scaleX: number;
  readonly offsetY: number;
  readonly offsetX: number;
  /** Of the frame, in pixels. */
  readonly height: number;
  readonly width: number;
}

export interface SuppressionRun {
  /** `[CANDIDATE_LIMIT, 6]` as `topCandidates` gives them. */
  readonly candidates: TensorInfo;
  /** `[classes]`, above 0 for a class that is looked for. */
  readonly wanted: TensorInfo;
  readonly options: SuppressionOptions;
  readonly transform: FrameTransform;
}

const methods = ['hard', 'diou', 'softLinear', 'softGaussian'] as const satisfies readonly SuppressionMethod['type'][];

const template: KernelTemplate<Record<string, never>> = {
  name: 'non-max-suppression',
  code: () => `
  var<workgroup> highest : atomic<u32>;
  var<workgroup> first : atomic<u32>;
  var<workgroup> candidateCount : atomic<u32>;
  var<workgroup> top : u32;
  var<workgroup> keptBox : vec4<f32>;
  var<workgroup> keptClass : i32;

  fn area(box : vec4<f32>) -> f32 {
    return max(0.0, box.z - box.x) * max(0.0, box.w - box.y);
  }
  fn iou(a : vec4<f32>, b : vec4<f32>) -> f32 {
    let sides = min(a.zw, b.zw) - max(a.xy, b.xy);
    if (sides.x <= 0.0 || sides.y <= 0.0) { return 0.0; }
    let shared_ = sides.x * sides.y;
    return shared_ / (area(a) + area(b) - shared_);
  }
  fn diou(a : vec4<f32>, b : vec4<f32>) -> f32 {
    let between = (a.xy + a.zw - b.xy - b.zw) / 2.0;
    let diagonal = max(a.zw, b.zw) - min(a.xy, b.xy);
    let square = dot(diagonal, diagonal);
    return iou(a, b) - select(0.0, dot(between, between) / square, square > 0.0);
  }
  fn share(overlap : f32) -> f32 {
    if (uniforms.method == 3) { return exp(-0.5 * overlap * overlap / uniforms.sigma); }
    if (overlap <= uniforms.iouThreshold) { return 1.0; }
    return select(0.0, 1.0 - overlap, uniforms.method == 2);
  }

  fn main(index : i32) {
    let lane = u32(index);
    let start = index * ${CANDIDATE_WIDTH};
    let scale = vec4<f32>(uniforms.scaleY, uniforms.scaleX, uniforms.scaleY, uniforms.scaleX);
    let offset = vec4<f32>(uniforms.offsetY, uniforms.offsetX, uniforms.offsetY, uniforms.offsetX);
    let size = vec4<f32>(uniforms.frameHeight, uniforms.frameWidth, uniforms.frameHeight, uniforms.frameWidth);
    let raw = vec4<f32>(candidates[start], candidates[start + 1], candidates[start + 2], candidates[start + 3]);
    let box = clamp(raw * scale + offset, vec4<f32>(0.0), size);
    var score = candidates[start + 4];
    let class_ = i32(candidates[start + 5]);
    if (score > 0.0) { atomicAdd(&candidateCount, 1u); }
    var isLeft = score > max(0.0, uniforms.scoreThreshold) && wanted[class_] > 0.0;
    var kept = 0;
    for (; kept < uniforms.topK; kept++) {
      if (lane == 0u) {
        atomicStore(&highest, 0u);
        atomicStore(&first, ${CANDIDATE_LIMIT}u);
      }
      workgroupBarrier();
      if (isLeft) { atomicMax(&highest, bitcast<u32>(score)); }
      workgroupBarrier();
      if (lane == 0u) { top = atomicLoad(&highest); }
      let wantedBits = workgroupUniformLoad(&top);
      if (wantedBits == 0u) { break; }
      if (isLeft && bitcast<u32>(score) == wantedBits) { atomicMin(&first, lane); }
      workgroupBarrier();
      if (lane == atomicLoad(&first)) {
        isLeft = false;
        keptBox = box;
        keptClass = class_;
        let at = (kept + 1) * ${CANDIDATE_WIDTH};
        result[at] = box.x;
        result[at + 1] = box.y;
        result[at + 2] = box.z;
        result[at + 3] = box.w;
        result[at + 4] = score;
        result[at + 5] = f32(class_);
      }
      workgroupBarrier();
      if (isLeft && (uniforms.isClasswise == 0 || class_ == keptClass)) {
        score *= share(select(iou(box, keptBox), diou(box, keptBox), uniforms.method == 1));
        isLeft = score > max(0.0, uniforms.scoreThreshold);
      }
    }
    workgroupBarrier();
    if (lane == 0u) {
      result[0] = f32(kept);
      result[1] = f32(atomicLoad(&candidateCount));
    }
  }`,
};

/**
 * The detections as `[1 + 100, 6]`, owned by the caller: the first row begins with how many were kept and how many
 * candidates there were; the others are y1, x1, y2, x2 in pixels of the frame, score, class, by falling score, and hold
 * nothing of meaning behind those kept.
 */
export function nonMaxSuppressionOnGpu(
  backend: WebGPUBackend,
  { candidates, wanted, options, transform }: SuppressionRun,
): TensorInfo {
  const { method } = options;
  const float = (name: string, value: number): KernelUniform => ({ name, type: 'float32', value });
  const int = (name: string, value: number): KernelUniform => ({ name, type: 'int32', value });
  return runKernel(backend, template, {
    parameters: {},
    inputs: [
      { name: 'candidates', tensor: candidates, components: 1 },
      { name: 'wanted', tensor: wanted, components: 1 },
    ],
    outputShape: [1 + MOST_DETECTIONS, CANDIDATE_WIDTH],
    outputComponents: 1,
    invocations: [CANDIDATE_LIMIT, 1],
    workgroupSize: CANDIDATE_LIMIT,
    uniforms: [
      int('method', methods.indexOf(method.type)),
      int('isClasswise', options.isClasswise ? 1 : 0),
      int('topK', Math.min(options.topK, MOST_DETECTIONS)),
      float('scoreThreshold', options.scoreThreshold),
      float('iouThreshold', method.type === 'softGaussian' ? 0 : method.iouThreshold),
      float('sigma', method.type === 'softGaussian' ? method.sigma : 1),
      float('scaleY', transform.scaleY),
      float('scaleX', transform.scaleX),
      float('offsetY', transform.offsetY),
      float('offsetX', transform.offsetX),
      float('frameHeight', transform.height),
      float('frameWidth', transform.width),
    ],
  });
}
