import { StrideError } from '#base/errors.ts';
import type { ProfileEngine } from '#protocol/profile.ts';
import type { EngineHost } from '../engine-host.ts';

/** The engine's answers on where the time of a training step goes. */
export function createProfileEngine({ shelf, session }: EngineHost): ProfileEngine {
  return {
    async step(request) {
      const dataset = await shelf.open(request.dataset);
      const held = await session();
      const backend = await held.standing();
      held.refuseWhileTraining();
      if (backend.webgpu?.device.features.has('timestamp-query') === false || backend.report.name === 'webgl') {
        throw new StrideError({
          code: 'profile-unavailable',
          message: 'This graphics card does not tell how long its programs take, so layers cannot be told apart.',
          remedy: 'Use a browser with WebGPU and timestamps, such as Chrome or Edge.',
        });
      }
      const { runProfile } = await import('./run-profile.ts');
      return runProfile(request, dataset, backend);
    },
  };
}
