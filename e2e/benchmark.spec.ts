/** The benchmark on the visitor's own device: run, stopped, taken along; the network at hand stays as it is. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { backendStatus, button, openApp } from './support/app.ts';

const patience = { timeout: 90_000 };

test('the benchmark runs apart from the network, and its figures can be taken along', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openApp(page);
  // The digits are in, and nothing else comes into memory by itself.
  await expect(button(page, 'Train')).toBeEnabled(patience);
  await backendStatus(page).getByRole('button').click();
  const backend = page.getByRole('dialog', { name: 'Backend' });
  const memory = backend.getByRole('region', { name: 'Memory' });
  await expect(memory).toContainText(/\d/);
  const held = await memory.textContent();
  await backend.getByRole('button', { name: 'Run the benchmark…' }).click();
  const benchmark = page.getByRole('dialog', { name: 'Benchmark' });
  await benchmark.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(benchmark.getByRole('progressbar', { name: 'Benchmark progress' })).toBeVisible();
  await expect(benchmark.getByRole('table', { name: 'Kernels' })).toBeVisible(patience);
  await benchmark.getByRole('button', { name: 'Stop' }).click();
  await expect(benchmark.getByText('Stopped before its end')).toBeVisible(patience);
  await benchmark.getByRole('button', { name: 'Copy as text' }).click();
  await expect(benchmark.getByRole('button', { name: 'Copied' })).toBeVisible();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toMatch(/Lecture CNN, conv1 \w+.* \d+\s.*×/);
  const download = page.waitForEvent('download');
  await benchmark.getByRole('button', { name: 'Download JSON' }).click();
  expect((await download).suggestedFilename()).toBe('stride-benchmark.json');

  await page.setViewportSize({ width: 390, height: 844 });
  const sideways = await benchmark.evaluate((element) => element.scrollWidth - element.clientWidth);
  expect(sideways).toBe(0);
  const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').analyze();
  expect(violations).toEqual([]);

  await page.keyboard.press('Escape');
  await backendStatus(page).getByRole('button').click();
  await expect(memory).toHaveText(held ?? '', patience);
});
