/** The engine, from this side of the wire: the only file here that knows comlink. */
import * as Comlink from 'comlink';
import type { Engine, EngineFault } from '#protocol/engine.ts';

/** Rejects when the worker's own script fails to load or to run, which no call would ever hear of. */
function loadFailure(worker: Worker): Promise<never> {
  return new Promise((_, reject) => {
    worker.addEventListener(
      'error',
      ({ message }) => {
        const fault: EngineFault = {
          code: 'engine-not-loaded',
          message: `The engine could not be loaded${message ? `: ${message}` : '.'}`,
          remedy: 'Check the connection and reload the page; your network is saved.',
        };
        reject(fault);
      },
      { once: true },
    );
  });
}

/** Starts the worker that computes, and gives its engine. */
export function connectEngine(): Engine {
  const worker = new Worker(new URL('../engine/worker.ts', import.meta.url), { type: 'module', name: 'Stride engine' });
  const remote = Comlink.wrap<Engine>(worker);
  const failed = loadFailure(worker);
  // Heard by `listen`; without this, a failure before that call would count as unhandled.
  failed.catch(() => {});
  return {
    // The first call of all: it stands for the worker being there. The proxy lives as long as the page, so it cannot leak.
    listen: (listener) => Promise.race([remote.listen(Comlink.proxy(listener)), failed]),
    start: (first) => remote.start(first),
    openDataset: (id) => remote.openDataset(id),
    samples: (dataset, indices) => remote.samples(dataset, indices),
    train: (request) => remote.train(request),
    pause: () => remote.pause(),
    resume: () => remote.resume(),
    stop: () => remote.stop(),
    predict: (picture, kind) => remote.predict(picture, kind),
    memory: () => remote.memory(),
    kernelChoices: () => remote.kernelChoices(),
    clearKernelChoices: () => remote.clearKernelChoices(),
    loseDevice: () => remote.loseDevice(),
  };
}
