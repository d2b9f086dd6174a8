import type { PretrainedEngine } from '#protocol/pretrained.ts';
import type { EngineHost } from '../engine-host.ts';
import type { HostedFiles } from '../weights/hosted-files.ts';
import type { PretrainedSession } from './pretrained-session.ts';

/** The zoo and the readers of weights are loaded with the first call. */
export function createPretrainedEngine(host: EngineHost, hosted: HostedFiles): PretrainedEngine {
  let loading: Promise<PretrainedSession> | null = null;
  const pretrained = () => {
    loading ??= Promise.all([host.session(), import('./pretrained-session.ts')]).then(
      ([session, module]) => new module.PretrainedSession({ session, hosted, emit: host.emit }),
    );
    return loading;
  };
  return {
    open: async (request) => (await pretrained()).open(request),
    classify: async (picture) => (await pretrained()).classify(picture),
    adopt: async () => (await pretrained()).adopt(),
    unload: async () => (await pretrained()).unload(),
    isKept: async (choice) => (await pretrained()).isKept(choice),
  };
}
