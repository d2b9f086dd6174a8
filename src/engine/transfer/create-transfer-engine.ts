import type { TransferEngine } from '#protocol/transfer.ts';
import type { EngineHost } from '../engine-host.ts';
import type { HostedFiles } from '../weights/hosted-files.ts';
import type { FeatureCache } from './feature-cache.ts';

/** What computes is loaded with the first call. */
export function createTransferEngine(host: EngineHost, hosted: HostedFiles): TransferEngine {
  let cache: FeatureCache | null = null;
  return {
    train: async (request) => {
      const session = await host.session();
      session.refuseWhileTraining();
      const [{ FeatureCache: Cache }, { trainTransfer }, dataset] = await Promise.all([
        import('./feature-cache.ts'),
        import('./train-transfer.ts'),
        host.shelf.openAnew(request.dataset),
      ]);
      cache ??= new Cache(host.files);
      return trainTransfer(request, { host, hosted, session, cache, dataset });
    },
  };
}
