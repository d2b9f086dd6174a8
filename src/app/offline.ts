/**
 * Has the browser keep the app for starts without a network. Where it does not (an address without https, storage that
 * is full) the app works as ever, online.
 */
export async function keepForOffline(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  await navigator.serviceWorker.register(new URL('service-worker.js', document.baseURI)).catch(() => undefined);
}
