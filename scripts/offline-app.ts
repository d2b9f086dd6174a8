/**
 * Builds the service worker and tells it what to keep: everything that was built or copied, but the maps of the sources
 * and what only few ever need.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import type { Plugin } from 'vite';

const script = 'service-worker.js';
const source = resolve(import.meta.dirname, '../src/storage/offline/service-worker.ts');
/** ONNX Runtime is larger: it is kept once it has been used. */
const mostBytes = 10e6;

function filesToKeep(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.map') && entry.name !== script)
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => statSync(path).size <= mostBytes)
    .map((path) => path.slice(folder.length + 1).replaceAll(sep, '/'))
    .toSorted();
}

function versionOf(folder: string, files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(readFileSync(join(folder, file)));
  return hash.digest('hex').slice(0, 16);
}

export function offlineApp(): Plugin {
  let folder = '';
  return {
    name: 'stride:offline-app',
    apply: 'build',
    configResolved({ root, build }) {
      folder = resolve(root, build.outDir);
    },
    buildStart() {
      this.emitFile({ type: 'chunk', id: source, fileName: script });
    },
    writeBundle: {
      order: 'post',
      sequential: true,
      handler() {
        const files = filesToKeep(folder);
        const build = JSON.stringify({ version: versionOf(folder, files), files });
        const path = join(folder, script);
        writeFileSync(path, `const offlineBuild = ${build};\n${readFileSync(path, 'utf8')}`);
      },
    },
  };
}
