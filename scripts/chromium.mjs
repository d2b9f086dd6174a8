/**
 * Which Chromium the tests and measurements run in, and how it is started so that WebGPU works without a graphics card.
 * Order: `CHROMIUM_PATH`, a Chromium or Chrome on PATH, then the one that Playwright installed.
 * Plain JavaScript, since `ensure-chromium.mjs` runs it in Node as it is.
 */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const commands = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The path of a Chromium on this machine, or undefined where only Playwright's own may be there.
 * @param {NodeJS.ProcessEnv} environment
 * @returns {string | undefined}
 */
export function findChromium(environment = process.env) {
  if (environment.CHROMIUM_PATH) return environment.CHROMIUM_PATH;
  const folders = (environment.PATH ?? '').split(delimiter).filter(Boolean);
  const macOs = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
  return [...commands.flatMap((name) => folders.map((folder) => join(folder, name))), macOs].find(isExecutable);
}

/**
 * Flags for a headless Chromium with WebGPU on the software adapter, quiet on the network. Set `STRIDE_ADAPTER=gpu` to
 * use the machine's own graphics card instead.
 * @param {NodeJS.ProcessEnv} environment
 */
export function chromiumArguments(environment = process.env) {
  const adapter = environment.STRIDE_ADAPTER === 'gpu' ? [] : ['--use-webgpu-adapter=swiftshader'];
  return [
    '--enable-unsafe-webgpu',
    ...adapter,
    '--no-sandbox',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
}
