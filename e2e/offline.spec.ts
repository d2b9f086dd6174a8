/** After a first visit Stride opens and works without a network: here the server itself is gone. */
import { expect, test } from '@playwright/test';
import { preview } from 'vite';

test.use({ serviceWorkers: 'allow' });

const port = Number(process.env.STRIDE_E2E_PORT ?? 4273);

test('opens, shows every workspace and trains where the server has gone', async ({ page }) => {
  const server = await preview({
    logLevel: 'silent',
    build: { outDir: `.cache/e2e-${port}` },
    preview: { port: port + 400, strictPort: true },
  });
  const address = `http://127.0.0.1:${port + 400}/`;
  try {
    await page.goto(address);
    // The browser has kept everything when the worker is in charge.
    await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated', undefined, {
      timeout: 120_000,
    });
  } finally {
    await server.close();
  }
  await expect(page.request.get(address)).rejects.toThrow();

  await page.reload();
  await expect(page.getByRole('region', { name: 'Model' })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('status', { name: 'Backend' })).toContainText('WebGPU', { timeout: 60_000 });
  const workspaces = page.getByRole('navigation', { name: 'Workspaces' });
  for (const [name, shown] of [
    ['Data', page.getByRole('button', { name: 'Add images' })],
    ['Augment', page.getByRole('tab', { name: 'ImageDataGenerator' })],
    ['Pretrained', page.getByRole('combobox', { name: 'Network' })],
    ['Detect', page.getByRole('button', { name: 'Start webcam' })],
    ['Train', page.getByRole('figure', { name: 'Loss' })],
  ] as const) {
    await workspaces.getByRole('link', { name, exact: true }).click();
    await expect(shown.first()).toBeVisible({ timeout: 60_000 });
  }
  await page.getByRole('button', { name: 'Train', exact: true }).first().click();
  await expect(page.getByRole('progressbar', { name: 'Training progress' })).toBeVisible({ timeout: 90_000 });
  await page.getByRole('button', { name: 'Stop' }).first().press('Enter');
});
