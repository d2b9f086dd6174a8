/** The export that is under way, or what the last one gave. */
import { createStore } from 'zustand/vanilla';
import type { ExportPhase, ExportReport } from '#protocol/exchange.ts';

export type ExportState =
  | { readonly phase: 'none' }
  | { readonly phase: 'working'; readonly job: string; readonly step: ExportPhase }
  | { readonly phase: 'ready'; readonly report: ExportReport }
  | { readonly phase: 'failed'; readonly message: string; readonly remedy: string };

export type ExportStore = ReturnType<typeof createExportStore>;

export function createExportStore() {
  return createStore<ExportState>()(() => ({ phase: 'none' }));
}
