/** The time of every GPU program that a piece of work runs, by the graphics card's own clock. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { present } from '#base/assert.ts';

/** Milliseconds of each program in the order in which they ran. For devices with timestamps. */
export async function programTimes(backend: WebGPUBackend, work: () => void): Promise<readonly number[]> {
  const timed = await backend.time(work);
  // tfjs gives the sum, and the single times only as a text: `Name: 0.12, Name: 0.3`.
  const text = present(timed.getExtraProfileInfo?.(), 'the backend tells the single times');
  return text === '' ? [] : text.split(', ').map((entry) => Number(entry.slice(entry.lastIndexOf(':') + 1)));
}
