/**
 * The service worker: keeps the app itself, so that it opens where the network has gone. Files whose names tell their
 * content are answered from what is kept; everything else is asked for first, so that whoever is online sees the newest.
 * A new one waits until no page of the last is open, and then takes what that kept away.
 */
declare const self: ServiceWorkerGlobalScope;

// Its names are its own, also where nothing is imported.
export {};

/** Put before this script by the build. */
declare const offlineBuild: {
  /** Another one for other files. */
  readonly version: string;
  /** Addresses, relative to this script. */
  readonly files: readonly string[];
};

const cacheNames = 'stride-app-';
const cacheName = `${cacheNames}${offlineBuild.version}`;
const addressOf = (file: string) => new URL(file, self.location.href).href;
const unchanging = addressOf('assets/');

async function keepAll(): Promise<void> {
  const cache = await caches.open(cacheName);
  await cache.addAll(
    offlineBuild.files.map((file) => {
      const address = addressOf(file);
      return new Request(address, { cache: address.startsWith(unchanging) ? 'default' : 'no-cache' });
    }),
  );
}

async function dropOthers(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith(cacheNames) && name !== cacheName).map((name) => caches.delete(name)),
  );
  // The page that brought this worker is served by it from now on.
  await self.clients.claim();
}

/** A file's name is all that says what is in it: whatever its headers, it is the one. */
const byName = { ignoreSearch: true, ignoreVary: true } as const;

async function fromKept(request: Request): Promise<Response> {
  const kept = await caches.match(request, byName);
  if (kept) return kept;
  const answer = await fetch(request);
  // What is too large to keep for everyone is kept for those who used it.
  if (answer.status === 200) await (await caches.open(cacheName)).put(request, answer.clone()).catch(() => undefined);
  return answer;
}

async function fromNetwork(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (thrown) {
    const kept = await caches.match(request.mode === 'navigate' ? addressOf('index.html') : request, byName);
    if (!kept) throw thrown;
    return kept;
  }
}

self.addEventListener('install', (event) => event.waitUntil(keepAll()));
self.addEventListener('activate', (event) => event.waitUntil(dropOthers()));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(addressOf('./'))) return;
  event.respondWith(request.url.startsWith(unchanging) ? fromKept(request) : fromNetwork(request));
});
