import { expect, test } from 'vitest';
import { appBaseUrl } from './app-base-url.ts';

test.each([
  ['http://localhost:5173/src/engine/worker.ts?worker_file&type=module', 'http://localhost:5173/'],
  ['https://example.org/assets/worker-Ab12.js', 'https://example.org/'],
  ['https://example.org/courses/stride/assets/worker-Ab12.js', 'https://example.org/courses/stride/'],
])('the app of the worker at %s lies at %s', (worker, app) => {
  expect(appBaseUrl(worker)).toBe(app);
});
