/** The worker that reads one file and is then thrown away. */
import { maxLibraryBytes } from '#formats/limits.ts';
import { faultOf } from '../fault.ts';
import type { LayerWeights } from '../layer-weights.ts';
import { limitWasmMemory } from './limit-wasm-memory.ts';
import { type ReaderCall, type ReaderJobs, type ReaderMessage, readerJobs } from './reader-jobs.ts';

limitWasmMemory(maxLibraryBytes);
self.onmessage = ({ data }: MessageEvent<ReaderCall<keyof ReaderJobs>>) => void answer(data);
say({ type: 'ready' });

async function answer<Kind extends keyof ReaderJobs>({ kind, request }: ReaderCall<Kind>): Promise<void> {
  try {
    const found = await readerJobs[kind](request);
    say({ type: 'answer', answer: found }, buffersOf('weights' in found ? found.weights : found));
  } catch (thrown) {
    say({ type: 'fault', fault: faultOf(thrown) });
  }
}

function say(message: ReaderMessage<ReaderJobs[keyof ReaderJobs]['answer']>, moved: readonly ArrayBuffer[] = []): void {
  self.postMessage(message, { transfer: [...moved] });
}

/** Moved rather than copied: a large network's weights may not fit into memory twice. */
function buffersOf(weights: LayerWeights): readonly ArrayBuffer[] {
  const buffers = [...weights.values()].flat().map(({ values }) => values.buffer);
  return [...new Set(buffers)].filter((buffer) => buffer instanceof ArrayBuffer);
}
