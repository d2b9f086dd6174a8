/** Transfer learning with nothing downloaded: two classes of pictures, the embedded backbone, a network for Build and Train. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { unzipSync, zipSync } from 'fflate';
import { button, goTo, node, openApp, summary } from './support/app.ts';
import { folderSource, startMirror } from './support/weights-mirror.ts';

const testdata = resolve(import.meta.dirname, '../../shared/testdata');

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

const transfer = (page: Page): Locator => page.getByRole('region', { name: 'Transfer learning' });

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include('section[aria-label="Transfer learning"]').analyze();
  expect(violations).toEqual([]);
}

/** Brings in a zip of pictures, and chooses them to be learned. */
async function bringIn(page: Page, name: string, buffer: Buffer): Promise<void> {
  await openApp(page, 'data');
  const asked = page.waitForEvent('filechooser');
  await button(page, 'Add zip').click();
  await (await asked).setFiles([{ name, mimeType: 'application/zip', buffer }]);
  await expect(page.getByRole('grid', { name: 'Samples' }).getByRole('gridcell').first()).toBeVisible();
  await goTo(page, 'Pretrained');
  const pictures = transfer(page).getByRole('combobox', { name: 'Pictures to learn' });
  await expect(pictures.getByRole('option')).toHaveCount(2);
  await pictures.selectOption({ index: 1 });
}

test('the embedded backbone learns two classes, is opened in Build, and trains whole with its last block unfrozen', async ({
  page,
}) => {
  test.setTimeout(600_000);
  await bringIn(page, 'discs.zip', await discs(page));
  const region = transfer(page);
  // The files are 32 pixels wide: the base would see blur at any size.
  await expect(region).toContainText('Your pictures are enlarged from 32 to 224 pixels', { timeout: 60_000 });
  await button(page, 'Let the base see 96 × 96').click();
  await expect(region).toContainText('enlarged from 32 to 96 pixels');
  await region.getByRole('spinbutton', { name: /Epochs for the head/ }).fill('20');
  await button(page, 'Start transfer learning').click();
  const result = region.getByRole('status', { name: 'Transfer result' });
  await expect(result).toContainText('accuracy 100', { timeout: 240_000 });
  await expect(result).toContainText('looked at 12 pictures; 0 were known');
  const features = page.getByRole('list', { name: 'Kept features' });
  await expect(features.getByRole('listitem')).toContainText(/Embedded backbone, 96 × 96\s*12 pictures/);
  await expectAccessible(page);

  await button(page, 'Open transferred network in Build').click();
  await expect(summary(page)).toBeVisible();
  await expect(page.getByRole('list', { name: 'Problems' })).toContainText('No problems');

  await goTo(page, 'Pretrained');
  await region.getByRole('tab', { name: 'Full and fine-tuning' }).click();
  const forecast = region.getByRole('region', { name: 'Forecast' });
  const learns = async () =>
    Number(((await forecast.textContent()) ?? '').match(/([\d,]+) of/)?.[1]?.replaceAll(',', ''));
  await expect(forecast).toContainText('Memory');
  const headAlone = await learns();
  const slider = region.getByRole('slider', { name: 'Blocks to unfreeze' });
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  await expect(slider).toHaveAttribute('aria-valuetext', '1 of 16');
  await expect(slider).toHaveAccessibleDescription(/^expanded_conv_14: [\d,]+ parameters learn/);
  expect(await learns()).toBeGreaterThan(headAlone);
  await expect(forecast).toContainText(/An epoch\s*about/);
  await expect(forecast).toContainText('the features of 12 pictures');
  await expect(forecast).toContainText('the unfrozen base no longer gives the features that it gave');
  await button(page, 'Delete the features of Embedded backbone, 96 × 96').click();
  await expect(features).toBeHidden();
  await expect(forecast).toContainText('Kept features: none is used or made');
  await region.getByRole('spinbutton', { name: /Epochs/ }).fill('1');
  await region.getByRole('spinbutton', { name: /Pictures in a batch/ }).fill('4');
  await expectAccessible(page);

  await button(page, 'Train the whole network').click();
  await expect(node(page, 'random_flip')).toBeVisible({ timeout: 90_000 });
  await expect(node(page, 'expanded_conv_14')).toBeVisible();
  await expect(node(page, 'head_classes')).toBeVisible();
  await expect(page.getByText('Finished: 1 epoch')).toBeVisible({ timeout: 240_000 });
  await button(page, 'Undo').click();
  await expect(node(page, 'random_flip')).toBeHidden();
});

/** Twelve pictures of each of two classes of Fashion-MNIST. */
function trousersAndBags(): Buffer {
  const files = unzipSync(readFileSync(resolve(testdata, 'fashion-mnist-folders.zip')));
  const chosen = Object.entries(files).filter(([path]) => /\/(Trouser|Bag)\/0(0\d|10|11)\.png$/.test(path));
  return Buffer.from(zipSync(Object.fromEntries(chosen)));
}

// The reference stands in `hosted-base.test.ts`: the same head in float64 on the base's features tells all held back right.
test('MobileNet 0.25 from a mirror learns two classes of pictures as well as the reference does', async ({ page }) => {
  test.skip(!existsSync(testdata), 'needs ../shared');
  test.setTimeout(600_000);
  const mirror = await startMirror(folderSource(resolve(testdata, 'hosted-weights')));
  try {
    await bringIn(page, 'fashion.zip', trousersAndBags());
    await page.getByRole('textbox', { name: 'Weights mirror' }).fill(mirror.url);
    await button(page, 'Use this mirror').click();
    const region = transfer(page);
    await region.getByRole('combobox', { name: 'Base' }).selectOption('MobileNet 0.25');
    await region.getByRole('spinbutton', { name: /Size the base sees/ }).fill('96');
    await expect(region).toContainText('enlarged from 28 to 96 pixels', { timeout: 60_000 });
    await button(page, 'Start transfer learning').click();
    const result = region.getByRole('status', { name: 'Transfer result' });
    await expect(result).toContainText('Validation accuracy 100', { timeout: 300_000 });
    await expect(result).toContainText('looked at 24 pictures');
    expect(mirror.asked.filter((path) => path.endsWith('mobilenet_2_5_224_tf_no_top.h5'))).toHaveLength(1);
  } finally {
    await mirror.close();
  }
});
