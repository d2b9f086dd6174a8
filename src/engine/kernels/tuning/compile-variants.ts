import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { messageOf } from '#base/errors.ts';
import type { KernelVariant } from '#protocol/kernels.ts';
import { compileAhead } from '../../training/compile-ahead.ts';
import { complaintOf, runVariants } from './run-variant.ts';
import { type TunableCall, variantsOf, withoutRefused } from './tunable-call.ts';

type Report = (done: number, total: number) => void;

/** Why the driver refuses what these calls would run, or null where it has compiled it. */
async function refusalOf(backend: WebGPUBackend, run: () => void, report: Report): Promise<string | null> {
  let complaint: Promise<string | null> = Promise.resolve(null);
  const record = () => {
    complaint = complaintOf(backend.device, run);
  };
  try {
    await compileAhead(backend, record, report);
    return await complaint;
  } catch (thrown) {
    // What the device says of the program tells more than that it cannot be used.
    return (await complaint) ?? messageOf(thrown);
  }
}

/**
 * Compiles every variant of these calls, all at once, so that a slow compiler takes nothing from a measurement. Where the
 * driver refuses one, tries each by itself, and gives the calls without those that it refuses.
 */
export async function compileVariants(
  backend: WebGPUBackend,
  calls: readonly TunableCall[],
  report: Report,
): Promise<readonly TunableCall[]> {
  const all = () => {
    for (const call of calls) runVariants(backend, call);
  };
  if ((await refusalOf(backend, all, report)) === null) return calls;
  const compiled: TunableCall[] = [];
  for (const call of calls) {
    const refused: Partial<Record<KernelVariant, string>> = {};
    for (const name of variantsOf(call)) {
      const reason = await refusalOf(
        backend,
        () => runVariants(backend, call, [name]),
        () => undefined,
      );
      if (reason !== null) refused[name] = reason;
    }
    compiled.push(withoutRefused(call, refused));
  }
  return compiled;
}
