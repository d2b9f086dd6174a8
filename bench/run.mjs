/** Runs a measurement written in TypeScript: `node bench/run.mjs bench/browser/main.ts`. */
import { resolve } from 'node:path';
import { runnerImport } from 'vite';

const [path] = process.argv.slice(2);
if (!path) throw new Error('Name the measurement to run, such as bench/browser/main.ts.');
const { module } = await runnerImport(resolve(path));
await module.main();
process.exit(0);
