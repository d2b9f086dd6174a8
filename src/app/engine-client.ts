/** The engine, from this side of the wire: the only file here that knows comlink. */
import * as Comlink from 'comlink';
import type { Engine, EngineEvent, EngineFault } from '#protocol/engine.ts';
import type { LibraryEvent, PictureLibrary, WorkerLibrary } from '#protocol/library.ts';
import type { SpareEngine } from '#state/benchmark.ts';

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

/** What comlink gives for a worker: a function and an object at once, whatever path one follows. */
interface RemoteNode {
  (...parameters: unknown[]): Promise<unknown>;
  readonly [name: string]: RemoteNode;
}

/** Pictures and frames among the parameters, or one level below, are moved to the worker; everything else is copied. */
function moved(parameter: unknown): unknown {
  if (typeof parameter !== 'object' || parameter === null) return parameter;
  const held = [parameter, ...Object.values(parameter)].filter(
    (value): value is ImageBitmap | VideoFrame => value instanceof ImageBitmap || value instanceof VideoFrame,
  );
  return held.length > 0 ? Comlink.transfer(parameter, held) : parameter;
}

/** The worker's contract on this side: calls go where their names say. */
function follow(node: RemoteNode): object {
  return new Proxy(() => undefined, {
    // Not a promise, though it answers to every name.
    get: (_, name) => (typeof name === 'string' && name !== 'then' ? follow(node[name] ?? node) : undefined),
    apply: (_, __, parameters) => node(...parameters.map(moved)),
  });
}

/** Starts a worker and gives its contract. The types end at the wire, so what is asked for is taken on trust. */
function contractOf<Contract extends object>(worker: Worker): Contract {
  return follow(Comlink.wrap(worker) as unknown as RemoteNode) as Contract;
}

interface Listening<Event> {
  listen(listener: (event: Event) => void): Promise<void>;
}

/** Starts a worker and gives its contract, whose `listen` also hears of a worker that could not be loaded. */
function connect<Event, Contract extends Listening<Event>>(worker: Worker): Contract {
  const failed = loadFailure(worker);
  // Heard by `listen`; without this, a failure before that call would count as unhandled.
  failed.catch(() => {});
  const contract = contractOf<Contract>(worker);
  // The first call of all: it stands for the worker being there. The proxy lives as long as the page, so it cannot leak.
  const listen = (listener: (event: Event) => void) => Promise.race([contract.listen(Comlink.proxy(listener)), failed]);
  return new Proxy(contract, {
    get: (target, name, receiver) => (name === 'listen' ? listen : Reflect.get(target, name, receiver)),
  });
}

function engineWorker(): Worker {
  return new Worker(new URL('../engine/worker.ts', import.meta.url), { type: 'module', name: 'Stride engine' });
}

/** Starts the worker that computes, and gives its engine. */
export function connectEngine(): Engine {
  return connect<EngineEvent, Engine>(engineWorker());
}

/** Starts one more worker that computes, with a device of its own; all that it holds goes with it when it is closed. */
export function connectSpareEngine(): SpareEngine {
  const worker = engineWorker();
  return { engine: connect<EngineEvent, Engine>(worker), close: () => worker.terminate() };
}

/** Starts the worker that keeps the pictures, and gives its library. */
export function connectLibrary(): PictureLibrary {
  const worker = connect<LibraryEvent, WorkerLibrary>(
    new Worker(new URL('../engine/library/worker.ts', import.meta.url), { type: 'module', name: 'Stride library' }),
  );
  const requestPersistence = () => navigator.storage.persist();
  return new Proxy(worker as PictureLibrary, {
    get: (target, name, receiver) =>
      name === 'requestPersistence' ? requestPersistence : Reflect.get(target, name, receiver),
  });
}
