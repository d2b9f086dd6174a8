/**
 * Runs a measurement written in TypeScript: `node bench/run.mjs bench/main.ts [parts and options]`. Node 20 reads no
 * TypeScript: Vite's module runner does, and resolves imports as the app's build does.
 */
import process from 'node:process';
import { createServer } from 'vite';

const [path, ...parameters] = process.argv.slice(2);
if (!path) throw new Error('Name the measurement to run, such as bench/main.ts.');
// Otherwise Vite's development server sets 'development' for this whole process, and an app that a measurement builds in
// it would carry React's development version, 67 kB larger and slower than what `npm start` serves.
process.env.NODE_ENV = 'production';
const server = await createServer({
  configFile: false,
  appType: 'custom',
  logLevel: 'error',
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
});
try {
  const { main } = await server.ssrLoadModule(`/${path}`);
  await main(parameters);
} finally {
  await server.close();
}
// A GPU device in Node keeps the process alive while it lives.
process.exit();
