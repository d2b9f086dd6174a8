/** A network leaves the app as a file that proves that it answers the same. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { unzipSync } from 'fflate';
import { openApp } from './support/app.ts';

async function openExport(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
  await page.keyboard.type('Export');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Export' })).toBeVisible();
}

/** Exports in a format and gives the zip's files. */
async function exported(page: Page, format: string): Promise<Record<string, Uint8Array>> {
  await page.getByRole('radio', { name: format, exact: true }).check();
  await page.getByRole('button', { name: `Export ${format}` }).click();
  const file = page.getByRole('region', { name: 'Exported file' });
  await expect(file).toBeVisible({ timeout: 60_000 });
  await expect(file.getByRole('list', { name: 'Verified' })).toContainText('answers eight inputs as before');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    file.getByRole('button', { name: 'Download' }).click(),
  ]);
  return unzipSync(readFileSync(await download.path()));
}

test('the lecture’s network leaves as Keras and as ONNX, and its certificate holds in Node', async ({ page }) => {
  await openApp(page);
  await openExport(page);
  const keras = await exported(page, 'Keras');
  expect(Object.keys(keras)).toEqual(['lecture_cnn.keras', 'parity.json', 'verify.py', 'verify.mjs']);
  expect(Object.keys(unzipSync(keras['lecture_cnn.keras']!))).toContain('model.weights.h5');
  await expect(page.getByRole('list', { name: 'Notes' })).toContainText('fresh weights of seed 42');

  const onnx = await exported(page, 'ONNX');
  const folder = new URL('../.cache/export-e2e/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of Object.entries(onnx)) writeFileSync(new URL(name, folder), bytes);
  const verified = spawnSync(process.execPath, ['verify.mjs'], { cwd: folder, encoding: 'utf8' });
  rmSync(folder, { recursive: true, force: true });
  expect(verified.stdout + verified.stderr).toContain('The model answers as it did in Stride.');
  expect(verified.status).toBe(0);
});

test('the code stands in both languages, and the dialogs are accessible', async ({ page }) => {
  await openApp(page);
  await openExport(page);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.getByRole('button', { name: 'Show the code' }).click();
  await expect(page.getByRole('region', { name: 'Python code' })).toContainText('name="conv2d_1"');
  await page.getByRole('tab', { name: 'TypeScript' }).click();
  await expect(page.getByRole('region', { name: 'TypeScript code' })).toContainText("name: 'conv2d_1'");
  await expect(page.getByRole('button', { name: 'Copy TypeScript' })).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});
