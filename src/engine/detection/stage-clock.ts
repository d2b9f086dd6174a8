/**
 * Milliseconds between points of the work sent to the GPU, without waiting for any of it: timestamps written between
 * the stages and read with the result. Without the feature, the moments at which the GPU says it has come so far.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';

const mostMarks = 8;
const stampBytes = 8;

export interface StageClock {
  /** A new series of marks. */
  begin(): void;
  /** Marks the point that the work has come to so far. */
  mark(): void;
  /** Milliseconds between neighbouring marks, when the GPU has passed the last. */
  read(): Promise<readonly number[]>;
  dispose(): void;
}

export function createStageClock(backend: WebGPUBackend): StageClock {
  return backend.device.features.has('timestamp-query') ? stampClock(backend) : fenceClock(backend);
}

/** Off WebGPU the stages are read where they are done. */
export function wallClock(): StageClock {
  let times: number[] = [];
  return {
    begin: () => {
      times = [];
    },
    mark: () => void times.push(performance.now()),
    read: async () => between(times),
    dispose: () => {},
  };
}

function submit(backend: WebGPUBackend): void {
  backend.ensureCommandEncoderReady();
  backend.endComputePassEncoder();
  backend.submitQueue();
}

function stampClock(backend: WebGPUBackend): StageClock {
  const { device } = backend;
  const stamps = device.createQuerySet({ type: 'timestamp', count: mostMarks });
  const size = mostMarks * stampBytes;
  const resolved = device.createBuffer({ size, usage: GPUBufferUsage.QUERY_RESOLVE | GPUBufferUsage.COPY_SRC });
  const readable = device.createBuffer({ size, usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ });
  let count = 0;
  return {
    begin: () => {
      count = 0;
    },
    mark: () => {
      submit(backend);
      const encoder = device.createCommandEncoder();
      encoder.beginComputePass({ timestampWrites: { querySet: stamps, beginningOfPassWriteIndex: count++ } }).end();
      device.queue.submit([encoder.finish()]);
    },
    read: async () => {
      const marks = count;
      const encoder = device.createCommandEncoder();
      encoder.resolveQuerySet(stamps, 0, marks, resolved, 0);
      encoder.copyBufferToBuffer(resolved, 0, readable, 0, size);
      device.queue.submit([encoder.finish()]);
      await readable.mapAsync(GPUMapMode.READ);
      const nanoseconds = [...new BigInt64Array(readable.getMappedRange().slice(0, marks * stampBytes))];
      readable.unmap();
      return between(nanoseconds.map((value) => Number(value) / 1e6));
    },
    dispose: () => {
      stamps.destroy();
      resolved.destroy();
      readable.destroy();
    },
  };
}

function fenceClock(backend: WebGPUBackend): StageClock {
  let marks: Promise<number>[] = [];
  return {
    begin: () => {
      marks = [];
    },
    mark: () => {
      submit(backend);
      marks.push(backend.device.queue.onSubmittedWorkDone().then(() => performance.now()));
    },
    read: async () => between(await Promise.all(marks)),
    dispose: () => {},
  };
}

/** A clock that jumps back measures nothing. */
function between(times: readonly number[]): readonly number[] {
  return times.slice(1).map((time, index) => Math.max(0, time - (times[index] ?? time)));
}
