/** A first visit loads little script before it paints: see `npm run bench -- start-up`. */
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';

/** Gzipped bytes. */
const mostScript = 230_000;

test('the scripts that the page itself names are small', async ({ request }) => {
  const html = await (await request.get('./')).text();
  const paths = [...html.matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(([, path]) => `${path}`);
  expect(paths.length).toBeGreaterThan(0);
  const sizes = await Promise.all(
    paths.map(async (path) => gzipSync(await (await request.get(path)).body()).byteLength),
  );
  expect(sizes.reduce((total, size) => total + size, 0)).toBeLessThan(mostScript);
});
