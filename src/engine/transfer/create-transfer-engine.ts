import type { BaseRequest, TransferEngine } from '#protocol/transfer.ts';
import type { EngineHost } from '../engine-host.ts';
import type { HostedFiles } from '../weights/hosted-files.ts';
import type { FeatureStore } from './feature-store.ts';
import { featuresBatch } from './features-batch.ts';

/** What computes is loaded with the first call. */
export function createTransferEngine(host: EngineHost, hosted: HostedFiles): TransferEngine {
  let store: FeatureStore | null = null;
  const opened = async () => {
    const { FeatureStore: Store } = await import('./feature-store.ts');
    store ??= new Store(host.files);
    return store;
  };
  /** `pictures` are looked at at once. */
  const parts = async (request: BaseRequest, pictures: number) => {
    const session = await host.session();
    session.refuseWhileTraining();
    const [dataset, { loadBase }, { assertBaseFits }, { webgpu }] = await Promise.all([
      host.shelf.openAnew(request.dataset),
      import('./load-base.ts'),
      import('./assert-base-fits.ts'),
      session.standing(),
    ]);
    if (webgpu !== null) assertBaseFits(request, dataset.info.sampleShape, pictures, webgpu.device.limits);
    return { host, session, dataset, load: () => loadBase(request, hosted, host.baseUrl) };
  };
  return {
    plan: async (request) => {
      const [{ planTransfer }, features, { willBeHalfPrecision }] = await Promise.all([
        import('./plan-transfer.ts'),
        opened(),
        import('./load-base.ts'),
      ]);
      return planTransfer(request, features, await willBeHalfPrecision(request, hosted));
    },
    prepare: async (request) => {
      const given = await parts(request, 1);
      const { prepareBase } = await import('./prepare-base.ts');
      return prepareBase(request, given);
    },
    train: async (request) => {
      const [given, features] = await Promise.all([parts(request, featuresBatch), opened()]);
      const [{ trainTransfer }, { keepEndedRun }] = await Promise.all([
        import('./train-transfer.ts'),
        import('../runs/keep-run.ts'),
      ]);
      return trainTransfer(request, {
        ...given,
        store: features,
        keep: ({ graph, settings, result, weights }) =>
          keepEndedRun(host, { graph, settings, seed: request.seed }, given.dataset, result, weights),
      });
    },
    features: async () => (await opened()).list(),
    removeFeatures: async (ids) => {
      (await host.session()).refuseWhileTraining();
      const features = await opened();
      for (const id of ids) await features.remove(id);
    },
  };
}
