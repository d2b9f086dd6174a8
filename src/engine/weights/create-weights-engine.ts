import type { WeightsEngine } from '#protocol/weights.ts';
import type { HostedFiles } from './hosted-files.ts';

export function createWeightsEngine(hosted: HostedFiles): WeightsEngine {
  return {
    configure: async (settings) => hosted.configure(settings),
    kept: () => hosted.kept(),
    remove: (id) => hosted.remove(id),
    removeAll: () => hosted.removeAll(),
    cancel: async (job) => hosted.cancel(job),
  };
}
