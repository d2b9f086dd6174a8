/** Downloads as they are heard of, the list of downloaded files, and where files come from. */
import { unreachable } from '#base/assert.ts';
import type { EngineFault } from '#protocol/engine.ts';
import type { WeightsEvent } from '#protocol/weights.ts';
import { faultOf } from './engine-events.ts';
import type { Stride } from './stride.ts';
import { refreshPlan } from './transfer-plan.ts';
import type { Download } from './weights-store.ts';

const nothingYet: Download = { progress: null, resumedAt: null, notKept: null };

export function hearWeights({ weights }: Stride, event: WeightsEvent): void {
  const note = (change: Partial<Download>) =>
    weights.setState(({ downloads }) => ({
      downloads: { ...downloads, [event.job]: { ...nothingYet, ...downloads[event.job], ...change } },
    }));
  switch (event.type) {
    case 'download':
      note({ progress: event.progress });
      break;
    case 'download-resumed':
      note({ resumedAt: event.done });
      break;
    case 'download-not-kept':
      note({ notKept: event.reason });
      break;
    default:
      unreachable(event);
  }
}

/** Forgets what was heard of a job: before it begins, and when nobody looks at it any more. */
export function forgetDownload({ weights }: Stride, job: string): void {
  weights.setState(({ downloads: { [job]: _, ...downloads } }) => ({ downloads }));
}

/** Sets the mirror and keeps it, or says why that is none; an empty text takes it away. */
export async function setWeightsMirror(stride: Stride, text: string): Promise<EngineFault | null> {
  const mirror = text.trim() === '' ? null : text.trim();
  const { halfPrecisionWeights: halfPrecision } = stride.preferences.getState();
  try {
    await stride.engine.weights.configure({ mirror, halfPrecision });
    stride.preferences.setState({ weightsMirror: mirror });
    return null;
  } catch (thrown) {
    return faultOf(thrown);
  }
}

export async function setHalfPrecision(stride: Stride, halfPrecisionWeights: boolean): Promise<void> {
  stride.preferences.setState({ halfPrecisionWeights });
  await applyWeightsSettings(stride);
  // Rounded weights give features of their own, so others are kept.
  const { plan, settings } = stride.transfer.getState();
  if (plan.phase === 'ready') await refreshPlan(stride, settings);
}

/** Tells the engine where files come from and how they are kept. Never rejects: a mirror that is none is shown. */
export async function applyWeightsSettings(stride: Stride): Promise<void> {
  const { weightsMirror, halfPrecisionWeights } = stride.preferences.getState();
  try {
    await stride.engine.weights.configure({ mirror: weightsMirror, halfPrecision: halfPrecisionWeights });
  } catch (thrown) {
    const { message, remedy } = faultOf(thrown);
    stride.notices.show({ tone: 'error', message, remedy });
  }
}

export async function refreshKept(stride: Stride): Promise<void> {
  await orSaid(stride, async () => stride.weights.setState({ kept: await stride.engine.weights.kept() }));
}

export async function removeKept(stride: Stride, id: string): Promise<void> {
  await orSaid(stride, () => stride.engine.weights.remove(id));
  await refreshKept(stride);
}

export async function removeAllKept(stride: Stride): Promise<void> {
  await orSaid(stride, () => stride.engine.weights.removeAll());
  await refreshKept(stride);
}

async function orSaid(stride: Stride, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    const { message, remedy } = faultOf(thrown);
    stride.notices.show({ tone: 'error', message, remedy });
  }
}
