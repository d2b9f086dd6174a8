/**
 * The app's address, from the worker's: the worker lies in `assets/` of a build and in `src/engine/` of the development
 * server, while the data sets lie beside the page in both.
 */
export function appBaseUrl(workerUrl: string): string {
  const { origin, pathname } = new URL(workerUrl);
  return origin + pathname.replace(/(?:assets|src\/engine)\/[^/]*$/, '');
}
