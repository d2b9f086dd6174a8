/** Times passes that tfjs does not know of, and puts them among those that its `time` adds up. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';

interface Timer {
  readonly name: string;
  readonly query: Promise<number>;
}

/** tfjs keeps these to itself; null where nothing is being timed. */
function timersOf(backend: WebGPUBackend): Timer[] | null {
  return (backend as unknown as { readonly activeTimers?: Timer[] | null }).activeTimers ?? null;
}

/** How many programs were timed so far; 0 where nothing is being timed. */
export function timedPrograms(backend: WebGPUBackend): number {
  return timersOf(backend)?.length ?? 0;
}

/** Whether `backend.time` is running on a device with timestamps. */
export function isTiming(backend: WebGPUBackend): boolean {
  return timersOf(backend) !== null && backend.device.features.has('timestamp-query');
}

const stamps = 2;
const bytes = 8 * stamps;
const nanosecondsPerMillisecond = 1e6;

/** One pass: its beginning and its end. */
export class PassTimer {
  readonly #label: string;
  readonly #queries: GPUQuerySet;
  readonly #resolved: GPUBuffer;
  readonly #readable: GPUBuffer;

  constructor(device: GPUDevice, label: string) {
    this.#label = label;
    this.#queries = device.createQuerySet({ type: 'timestamp', count: stamps });
    this.#resolved = device.createBuffer({
      size: bytes,
      usage: GPUBufferUsage.QUERY_RESOLVE | GPUBufferUsage.COPY_SRC,
    });
    this.#readable = device.createBuffer({ size: bytes, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });
  }

  get writes(): GPUComputePassTimestampWrites {
    return { querySet: this.#queries, beginningOfPassWriteIndex: 0, endOfPassWriteIndex: 1 };
  }

  /** Behind the pass, on its encoder. */
  resolve(encoder: GPUCommandEncoder): void {
    encoder.resolveQuerySet(this.#queries, 0, stamps, this.#resolved, 0);
    encoder.copyBufferToBuffer(this.#resolved, 0, this.#readable, 0, bytes);
  }

  /** After the encoder was submitted. */
  report(backend: WebGPUBackend): void {
    timersOf(backend)?.push({ name: this.#label, query: this.#milliseconds() });
  }

  async #milliseconds(): Promise<number> {
    await this.#readable.mapAsync(GPUMapMode.READ);
    const [start = 0n, end = 0n] = new BigUint64Array(this.#readable.getMappedRange());
    this.#queries.destroy();
    this.#resolved.destroy();
    this.#readable.destroy();
    return Number(end - start) / nanosecondsPerMillisecond;
  }
}
