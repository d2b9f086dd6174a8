import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { contentSecurityPolicy } from './scripts/content-security-policy.ts';
import { embeddedData } from './scripts/embedded-data.ts';
import { offlineApp } from './scripts/offline-app.ts';

export default defineConfig({
  base: './',
  plugins: [react(), tailwindcss(), embeddedData(), contentSecurityPolicy(), offlineApp()],
  worker: { format: 'es' },
  build: { target: 'es2023', sourcemap: true },
  preview: { host: '127.0.0.1', port: 4173 },
  server: { host: '127.0.0.1', port: 5173 },
});
