/** Transfer learning with nothing downloaded: two classes of pictures, the embedded backbone, a network for Build and Train. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { zipSync } from 'fflate';
import { button, goTo, openApp, summary } from './support/app.ts';

/** Red and blue discs, six of each, no two the same. */
async function discs(page: Page): Promise<Buffer> {
  const pictures = await page.evaluate(() =>
    Promise.all(
      Array.from({ length: 12 }, async (_, index) => {
        const canvas = new OffscreenCanvas(32, 32);
        const context = canvas.getContext('2d');
        if (context === null) return [];
        context.fillStyle = 'white';
        context.fillRect(0, 0, 32, 32);
        context.fillStyle = index < 6 ? 'rgb(220 20 20)' : 'rgb(20 20 220)';
        context.beginPath();
        context.arc(10 + (index % 6) * 2, 16, 8, 0, 7);
        context.fill();
        return [...new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer())];
      }),
    ),
  );
  const files = pictures.map((bytes, index) => [
    `discs/${index < 6 ? 'red' : 'blue'}/${index}.png`,
    Uint8Array.from(bytes),
  ]);
  return Buffer.from(zipSync(Object.fromEntries(files)));
}

test('the embedded backbone learns two classes, and is opened in Build as one step', async ({ page }) => {
  test.setTimeout(240_000);
  await openApp(page, 'data');
  const asked = page.waitForEvent('filechooser');
  await button(page, 'Add zip').click();
  const file = { name: 'discs.zip', mimeType: 'application/zip', buffer: await discs(page) };
  await (await asked).setFiles([file]);
  await expect(page.getByRole('grid', { name: 'Samples' }).getByRole('gridcell').first()).toBeVisible();

  await goTo(page, 'Pretrained');
  const region = page.getByRole('region', { name: 'Transfer learning' });
  const pictures = region.getByRole('combobox', { name: 'Pictures to learn' });
  await expect(pictures.getByRole('option')).toHaveCount(2);
  await pictures.selectOption({ index: 1 });
  await region.getByRole('spinbutton', { name: /Size the base sees/ }).fill('96');
  await region.getByRole('spinbutton', { name: /Epochs for the head/ }).fill('20');
  await button(page, 'Start transfer learning').click();
  const result = region.getByRole('status', { name: 'Transfer result' });
  await expect(result).toContainText('accuracy 100', { timeout: 180_000 });
  await expect(result).toContainText('looked at 12 pictures; 0 were known');
  const { violations } = await new AxeBuilder({ page }).include('section[aria-label="Transfer learning"]').analyze();
  expect(violations).toEqual([]);

  await button(page, 'Open transferred network in Build').click();
  await expect(summary(page)).toBeVisible();
  await expect(page.getByRole('list', { name: 'Problems' })).toContainText('No problems');
});
