/** What the Backend status says: a short text, and whether that is good news. */
import { unreachable } from '#base/assert.ts';
import type { BackendReport } from '#protocol/backend.ts';
import { type BackendState, backendLabels } from '#state/backend-store.ts';

export interface BackendText {
  readonly text: string;
  readonly tone: 'busy' | 'good' | 'warning' | 'danger';
}

function reportText({ name, adapter, isSoftware, refused }: BackendReport): BackendText {
  const label = backendLabels[name];
  if (name === 'webgpu') {
    return isSoftware
      ? { text: `${label} · software adapter`, tone: 'warning' }
      : { text: `${label} · ${adapter === '' ? 'graphics card' : adapter}`, tone: 'good' };
  }
  const reasons = refused.map((rung) => `${backendLabels[rung.name]}: ${rung.reason}`);
  const detail = reasons.length > 0 ? reasons.join(' · ') : adapter;
  return { text: detail === '' ? label : `${label} · ${detail}`, tone: 'warning' };
}

export function backendText(state: BackendState): BackendText {
  switch (state.phase) {
    case 'starting':
      return { text: 'Starting the engine', tone: 'busy' };
    case 'restarting':
      return { text: `Restarting · ${state.reason}`, tone: 'busy' };
    case 'failed':
      return { text: `No engine · ${state.message}`, tone: 'danger' };
    case 'ready':
      return reportText(state.report);
    default:
      return unreachable(state);
  }
}
