/**
 * Dispatches that write into several buffers where they lie, which tfjs's programs (one new output each) cannot do.
 * Used where a result replaces its input: an optimizer's step.
 */
import type { TensorInfo } from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { isTiming, PassTimer } from './pass-timer.ts';
import { maxWorkgroupsPerDimension } from './run-kernel.ts';

export interface InPlaceRun {
  /** Whole WGSL module; binding 0 is the uniform, the buffers follow from 1. Also the pipeline's key. */
  readonly code: string;
  readonly label: string;
  /** A multiple of four numbers, at binding 0. */
  readonly uniform: Float32Array<ArrayBuffer>;
  readonly buffers: readonly GPUBuffer[];
  readonly workgroups: number;
}

const pipelines = new WeakMap<GPUDevice, Map<string, GPUComputePipeline>>();

function pipelineFor(device: GPUDevice, { code, label }: InPlaceRun): GPUComputePipeline {
  const known = pipelines.get(device) ?? new Map<string, GPUComputePipeline>();
  pipelines.set(device, known);
  const pipeline =
    known.get(code) ??
    device.createComputePipeline({
      label,
      layout: 'auto',
      compute: { module: device.createShaderModule({ code, label }) },
    });
  known.set(code, pipeline);
  return pipeline;
}

/** Runs dispatches one after the other, behind everything tfjs has recorded so far. */
export function runInPlace(backend: WebGPUBackend, runs: readonly InPlaceRun[]): void {
  const { device, queue } = backend;
  // tfjs collects commands before it submits them: they have to come first.
  backend.ensureCommandEncoderReady();
  backend.endComputePassEncoder();
  backend.submitQueue();
  const encoder = device.createCommandEncoder();
  const isTimed = isTiming(backend);
  const shared = isTimed ? null : encoder.beginComputePass();
  const timers: PassTimer[] = [];
  const uniforms = runs.map((run) => {
    const pipeline = pipelineFor(device, run);
    const timer = isTimed ? new PassTimer(device, run.label) : null;
    const pass = shared ?? encoder.beginComputePass(timer ? { timestampWrites: timer.writes } : {});
    const uniform = device.createBuffer({
      size: run.uniform.byteLength,
      usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST,
    });
    queue.writeBuffer(uniform, 0, run.uniform);
    pass.setPipeline(pipeline);
    pass.setBindGroup(
      0,
      device.createBindGroup({
        layout: pipeline.getBindGroupLayout(0),
        entries: [uniform, ...run.buffers].map((buffer, binding) => ({ binding, resource: { buffer } })),
      }),
    );
    const x = Math.min(run.workgroups, maxWorkgroupsPerDimension);
    pass.dispatchWorkgroups(x, Math.ceil(run.workgroups / x));
    if (timer) {
      pass.end();
      timer.resolve(encoder);
      timers.push(timer);
    }
    return uniform;
  });
  shared?.end();
  queue.submit([encoder.finish()]);
  for (const timer of timers) timer.report(backend);
  // A destroyed buffer lives on until the work submitted before is done.
  for (const uniform of uniforms) uniform.destroy();
}

/** The GPU buffer of a tensor, uploaded first where its values are still on the CPU. */
export function bufferOf(backend: WebGPUBackend, tensor: TensorInfo): GPUBuffer {
  backend.uploadToGPU(tensor.dataId);
  const { resource } = backend.tensorMap.get(tensor.dataId);
  if (!(resource instanceof GPUBuffer)) throw new Error('Expected a tensor in a buffer. Received: a texture');
  return resource;
}

/** Tells tfjs that a buffer was written behind its back: values it read earlier are stale. */
export function forgetReadValues(backend: WebGPUBackend, tensor: TensorInfo): void {
  Reflect.set(backend.tensorMap.get(tensor.dataId), 'values', null);
}
