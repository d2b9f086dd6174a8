/** Turns anything thrown into what may cross between threads: a plain object that a learner can read. */
import { messageOf, StrideError } from '#base/errors.ts';
import type { EngineFault } from '#protocol/engine.ts';

const outOfMemory: EngineFault = {
  code: 'out-of-memory',
  message:
    'The computer’s graphics memory is full: the network, its activations and the batch do not fit into it together.',
  remedy: 'Choose a smaller batch size, fewer filters or units, or close other tabs.',
};

/** How browsers word a full memory: WebGPU's buffers, WebGL's textures, JavaScript's arrays. */
const memoryWords = /out of memory|allocation failed|array buffer allocation|createBuffer|exceeds the max buffer size/i;

const notLoaded: EngineFault = {
  code: 'part-not-loaded',
  message:
    'A part of Stride that this needs could not be loaded: there is no way to the server that this page came from.',
  remedy: 'Connect and try again; what you made is kept.',
};

/** How Chromium, Firefox and Safari word a module that cannot be fetched. */
const moduleWords = /dynamically imported module|importing a module script failed/i;

export function faultOf(thrown: unknown): EngineFault {
  if (thrown instanceof StrideError) {
    return {
      code: thrown.code,
      message: thrown.message,
      remedy: thrown.remedy ?? 'Try again; if it happens again, reload the page.',
    };
  }
  const message = messageOf(thrown);
  if (memoryWords.test(message)) return outOfMemory;
  if (moduleWords.test(message)) return notLoaded;
  return {
    code: 'unexpected',
    message: `Something unexpected went wrong: ${message}`,
    remedy: 'Reload the page; your work is saved.',
  };
}
