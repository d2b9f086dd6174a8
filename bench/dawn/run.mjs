// Node 20 reads no TypeScript: Vite's module runner does, and resolves imports as the app's build does.
import process from 'node:process';
import { createServer } from 'vite';

const server = await createServer({
  configFile: false,
  appType: 'custom',
  logLevel: 'error',
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
});
try {
  await server.ssrLoadModule('/bench/dawn/main.ts');
} finally {
  await server.close();
}
// Dawn keeps the process alive while a device lives.
process.exit();
