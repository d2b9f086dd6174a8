/** The ladder WebGPU → WebGL → CPU: stands on the first rung that holds and remembers why the others did not. */
import { messageOf } from '#base/errors.ts';
import type { BackendName, BackendReport } from '#protocol/backend.ts';
import { startCpu } from './cpu.ts';
import type { DeviceListener } from './device-listener.ts';
import { Refusal } from './refusal.ts';
import type { Rung, StandingBackend } from './standing-backend.ts';
import { startWebgl } from './webgl.ts';
import { startWebgpu } from './webgpu.ts';

const rungs: readonly { readonly name: BackendName; readonly start: (listener: DeviceListener) => Promise<Rung> }[] = [
  { name: 'webgpu', start: startWebgpu },
  { name: 'webgl', start: startWebgl },
  { name: 'cpu', start: startCpu },
];

/** The rung below, the last one being below itself. */
export function rungBelow(name: BackendName): BackendName {
  const index = rungs.findIndex((rung) => rung.name === name);
  return rungs[Math.min(index + 1, rungs.length - 1)]?.name ?? 'cpu';
}

/**
 * Begins at `first` and goes down; `known` are rungs above it that failed before. Throws only where not even the
 * processor can compute.
 */
export async function climbDown(
  first: BackendName,
  listener: DeviceListener,
  known: BackendReport['refused'] = [],
): Promise<StandingBackend> {
  const refused = [...known];
  for (const { name, start } of rungs.slice(rungs.findIndex((rung) => rung.name === first))) {
    try {
      const rung = await start(listener);
      return { ...rung, report: { name, adapter: rung.adapter, isSoftware: rung.isSoftware, refused } };
    } catch (thrown) {
      const reason = thrown instanceof Refusal ? thrown.message : `It failed to start: ${messageOf(thrown)}`;
      refused.push({ name, reason });
    }
  }
  throw new Error(refused.map(({ name, reason }) => `${name}: ${reason}`).join(' '));
}
