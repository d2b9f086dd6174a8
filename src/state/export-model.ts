/** Exports the network at hand, and keeps what comes of it until the dialog is closed or another is asked for. */
import type { ExchangeEvent, ExportFormat } from '#protocol/exchange.ts';
import { downloadBlob } from './download-blob.ts';
import { faultOf } from './engine-events.ts';
import type { Stride } from './stride.ts';

let count = 0;

/** Never rejects: what fails is in the store. An export that is under way goes on, and a second is not begun beside it. */
export async function exportModel(stride: Stride, format: ExportFormat, isCertified: boolean): Promise<void> {
  if (stride.exported.getState().phase === 'working') return;
  const job = `export-${++count}`;
  stride.exported.setState({ phase: 'working', job, step: 'reading' }, true);
  try {
    const project = stride.project.getProject();
    const report = await stride.engine.exchange.exportModel({ job, format, project, isCertified });
    stride.exported.setState({ phase: 'ready', report }, true);
  } catch (thrown) {
    const { message, remedy } = faultOf(thrown);
    stride.exported.setState({ phase: 'failed', message, remedy }, true);
  }
}

export function hearExport({ exported }: Stride, { job, phase: step }: ExchangeEvent): void {
  const state = exported.getState();
  if (state.phase === 'working' && state.job === job) exported.setState({ phase: 'working', job, step }, true);
}

/** Hands the exported file to the person. */
export function downloadExport({ exported }: Stride): void {
  const state = exported.getState();
  if (state.phase === 'ready') downloadBlob(state.report.fileName, state.report.file);
}

/** Lets go of a file that was made; one that is being made is kept, to be found when the dialog is opened again. */
export function forgetExport({ exported }: Stride): void {
  if (exported.getState().phase !== 'working') exported.setState({ phase: 'none' }, true);
}
