/**
 * tfjs's WebGPU backend in Node, on Dawn (npm `webgpu`). Dawn takes the machine's Vulkan devices; where there is no
 * graphics card, Mesa's lavapipe is one (Debian: `mesa-vulkan-drivers` 25 or newer).
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { create, globals } from 'webgpu';

const driverFolders = ['/usr/share/vulkan/icd.d', '/usr/local/share/vulkan/icd.d', '/etc/vulkan/icd.d'];

/** The driver file of lavapipe, where it is installed. */
function findLavapipe(): string | undefined {
  for (const folder of driverFolders.filter(existsSync)) {
    const file = readdirSync(folder).find((name) => /^lvp_icd.*\.json$/.test(name));
    if (file) return join(folder, file);
  }
  return undefined;
}

/** Milliseconds between two looks at whether the device is done: the error that a measurement may have from it. */
const pause = 0.25;

const sleeper = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

/**
 * While Dawn in Node waits for a device it asks for the answer in a busy loop, which takes a software adapter one of the
 * cores that it computes on. What this makes of such a question pauses between its repetitions.
 */
function calmly<Asked, Values extends unknown[], Answer>(ask: (this: Asked, ...values: Values) => Promise<Answer>) {
  return async function asked(this: Asked, ...values: Values): Promise<Answer> {
    let isDone = false;
    const answer = ask.apply(this, values).finally(() => {
      isDone = true;
    });
    while (!isDone) {
      Atomics.wait(sleeper, 0, 0, pause);
      await new Promise((resolve) => setImmediate(resolve));
    }
    return answer;
  };
}

/**
 * Gives Node `navigator.gpu`. `VK_ICD_FILENAMES` chooses the driver; `STRIDE_ADAPTER=gpu` leaves the choice to Vulkan;
 * else lavapipe serves where it is installed, so that figures of different machines can be compared.
 */
export function openDevice(): void {
  const lavapipe = process.env.STRIDE_ADAPTER === 'gpu' ? undefined : findLavapipe();
  if (!process.env.VK_ICD_FILENAMES && lavapipe) process.env.VK_ICD_FILENAMES = lavapipe;
  Object.assign(globalThis, globals);
  GPUQueue.prototype.onSubmittedWorkDone = calmly(GPUQueue.prototype.onSubmittedWorkDone);
  GPUBuffer.prototype.mapAsync = calmly(GPUBuffer.prototype.mapAsync);
  const gpu = create(['backend=vulkan']);
  // Node 20 has no navigator at all, later ones have one without a gpu.
  Object.defineProperty(globalThis, 'navigator', { value: { userAgent: 'node', gpu }, configurable: true });
}
