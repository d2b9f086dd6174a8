/** Exports without a worker, on the processor. */
import type { EngineEvent } from '#protocol/engine.ts';
import { DatasetShelf, type FetchBytes } from '../datasets/dataset-shelf.ts';
import type { EngineHost } from '../engine-host.ts';
import { createExport } from '../exchange/export-model.ts';
import { Session } from '../session.ts';
import { onnxRunner } from './onnx-runtime.ts';

export async function exporting(fetchBytes: FetchBytes) {
  const events: EngineEvent[] = [];
  const emit = (event: EngineEvent) => void events.push(event);
  const session = new Session(emit, null);
  await session.start('cpu');
  const baseUrl = new URL('../../../public/', import.meta.url).href;
  const host: EngineHost = {
    baseUrl,
    shelf: new DatasetShelf(baseUrl, fetchBytes),
    emit,
    session: async () => session,
  };
  return { session, events, ...createExport(host, onnxRunner) };
}
