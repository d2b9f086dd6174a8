/** One's own pictures: brought in, put right, kept over a reload, taken away and brought back; and what did not come in. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { zipSync } from 'fflate';
import { button, openApp } from './support/app.ts';
import { keepStream, openPageWithCamera } from './support/fake-camera.ts';

const fashion = resolve(import.meta.dirname, '../../shared/testdata/fashion-mnist-folders.zip');

const classes = (page: Page): Locator => page.getByRole('list', { name: 'Classes', exact: true }).getByRole('listitem');
const cells = (page: Page): Locator => page.getByRole('grid', { name: 'Samples' }).getByRole('gridcell');
const skipped = (page: Page): Locator => page.getByRole('list', { name: 'Skipped files' }).getByRole('listitem');
const classButton = (page: Page, name: string, count: number): Locator =>
  page.getByRole('button', { name: new RegExp(`^Class ${name}, ${count} samples`) });

interface UploadedFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

async function choose(page: Page, name: 'Add images' | 'Add zip', files: string | readonly UploadedFile[]) {
  const asked = page.waitForEvent('filechooser');
  await button(page, name).click();
  await (await asked).setFiles(typeof files === 'string' ? files : [...files]);
}

/** PNGs of one colour each, so that no two are the same. */
async function drawPictures(page: Page, count: number): Promise<Uint8Array[]> {
  const pictures = await page.evaluate(
    (wanted) =>
      Promise.all(
        Array.from({ length: wanted }, async (_, index) => {
          const canvas = new OffscreenCanvas(40, 30);
          const context = canvas.getContext('2d');
          if (context) context.fillStyle = `rgb(${index * 20} 120 ${255 - index * 20})`;
          context?.fillRect(0, 0, 40, 30);
          return [...new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer())];
        }),
      ),
    count,
  );
  return pictures.map((bytes) => Uint8Array.from(bytes));
}

/** A zip of two classes, three pictures of cats and two of dogs. */
async function petsZip(page: Page): Promise<UploadedFile> {
  const [a, b, c, d, e] = await drawPictures(page, 5);
  const zip = zipSync({
    'pets/cat/1.png': a!,
    'pets/cat/2.png': b!,
    'pets/cat/3.png': c!,
    'pets/dog/1.png': d!,
    'pets/dog/2.png': e!,
  });
  return { name: 'pets.zip', mimeType: 'application/zip', buffer: Buffer.from(zip) };
}

/** The hash of every sample, one after the other by the keyboard, as the details show it. */
async function hashes(page: Page, count: number): Promise<string[]> {
  await page.getByRole('tab', { name: 'Sample', exact: true }).click();
  await cells(page).first().click();
  await page.keyboard.press('Control+Home');
  const found: string[] = [];
  for (let index = 0; index < count; index++) {
    await expect(page.getByRole('definition').filter({ hasText: /^[0-9a-f]{64}$/ })).toBeVisible();
    await expect(page.getByText('Number', { exact: true }).locator('xpath=following-sibling::dd')).toHaveText(
      String(index + 1),
    );
    found.push(
      (await page
        .getByRole('definition')
        .filter({ hasText: /^[0-9a-f]{64}$/ })
        .textContent()) ?? '',
    );
    await page.keyboard.press('ArrowRight');
  }
  return found.sort();
}

test('pictures are imported, relabelled, still there after a reload, exported, and imported again to the same hashes', async ({
  page,
}) => {
  await openApp(page, 'data');
  await choose(page, 'Add zip', [await petsZip(page)]);
  await expect(classes(page)).toHaveCount(2, { timeout: 60_000 });
  await expect(classButton(page, 'cat', 3)).toBeVisible();
  await expect(classButton(page, 'dog', 2)).toBeVisible();

  // Relabelled by keyboard: M, the class, Enter.
  await cells(page).first().click();
  await page.keyboard.press('m');
  await page.getByRole('dialog').getByRole('textbox', { name: 'Class' }).fill('dog');
  await page.keyboard.press('Enter');
  await expect(classButton(page, 'cat', 2)).toBeVisible();
  await expect(classButton(page, 'dog', 3)).toBeVisible();

  // Deleted, and brought back by the notice.
  await cells(page).last().click();
  await page.keyboard.press('Delete');
  await expect(cells(page)).toHaveCount(4);
  await button(page, 'Undo').last().click();
  await expect(cells(page)).toHaveCount(5);

  await button(page, 'Train on this').click();
  await page.reload();
  await expect(classButton(page, 'dog', 3)).toBeVisible({ timeout: 60_000 });
  const before = await hashes(page, 5);
  expect(new Set(before).size).toBe(5);

  const download = page.waitForEvent('download');
  await button(page, 'Data set actions').click();
  await page.getByRole('menuitem', { name: 'Export zip' }).click();
  const exported = await download;
  const zip = {
    name: exported.suggestedFilename(),
    mimeType: 'application/zip',
    buffer: readFileSync(await exported.path()),
  };
  expect(zip.name).toBe('pets.zip');

  await button(page, 'Data set actions').click();
  await page.getByRole('menuitem', { name: 'New data set' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Pets again');
  await page.keyboard.press('Enter');
  await expect(page.getByText('No pictures yet')).toBeVisible();
  await choose(page, 'Add zip', [zip]);
  await expect(classButton(page, 'dog', 3)).toBeVisible({ timeout: 60_000 });
  await expect(cells(page)).toHaveCount(5);
  expect(await hashes(page, 5)).toEqual(before);
});

test('a zip of folders gives its ten classes with their counts', async ({ page }) => {
  test.skip(!existsSync(fashion), 'needs ../shared/testdata');
  await openApp(page, 'data');
  await choose(page, 'Add zip', fashion);
  await expect(page.getByRole('progressbar', { name: 'Import of fashion-mnist-folders.zip' })).toBeVisible();
  await expect(page.getByText('fashion-mnist-folders.zip: 600 pictures added.')).toBeVisible({ timeout: 120_000 });
  await expect(classes(page)).toHaveCount(10);
  await expect(classButton(page, 'Ankle boot', 60)).toBeVisible();

  await classButton(page, 'Sandal', 60).click();
  await cells(page).first().click();
  await page.keyboard.press('Control+a');
  await expect(page.getByText('60 selected')).toBeVisible();
  await page.keyboard.press('Escape');

  await page.getByRole('tab', { name: 'Split' }).click();
  await button(page, 'Split the samples').click();
  await expect(page.getByRole('row', { name: 'Sandal 48 12 0' })).toBeVisible();
  await expect(page.getByRole('gridcell', { name: /validation$/ }).first()).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
});

test('what is no picture is listed with its reason, and the rest comes in', async ({ page }) => {
  await openApp(page, 'data');
  const [good] = await drawPictures(page, 1);
  await choose(page, 'Add images', [
    { name: 'notes.png', mimeType: 'image/png', buffer: Buffer.from('These are words, not pixels.') },
    { name: 'empty.png', mimeType: 'image/png', buffer: Buffer.alloc(0) },
    { name: 'good.png', mimeType: 'image/png', buffer: Buffer.from(good!) },
  ]);
  await expect(skipped(page)).toHaveCount(2, { timeout: 60_000 });
  await expect(skipped(page).filter({ hasText: 'notes.png' })).toBeVisible();
  await expect(skipped(page).filter({ hasText: 'empty.png' })).toBeVisible();
  await expect(cells(page)).toHaveCount(1);
});

test('pictures that are dropped come in', async ({ page }) => {
  await openApp(page, 'data');
  const [picture] = await drawPictures(page, 1);
  const dropped = await page.evaluateHandle(
    (bytes) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(bytes)], 'dropped.png', { type: 'image/png' }));
      return transfer;
    },
    [...picture!],
  );
  const workspace = page.getByRole('region', { name: 'Data workspace' });
  await workspace.dispatchEvent('dragover', { dataTransfer: dropped });
  await expect(page.getByText('Drop pictures, folders or zips')).toBeVisible();
  await workspace.dispatchEvent('drop', { dataTransfer: dropped });
  await expect(cells(page)).toHaveCount(1, { timeout: 60_000 });
  await cells(page).first().click();
  await expect(page.getByText('dropped.png', { exact: true })).toBeVisible();
});

test('the webcam is recorded while the button is held, and let go with the dialog', async ({ baseURL }) => {
  const { browser, page } = await openPageWithCamera(baseURL);
  await keepStream(page);
  await openApp(page, 'data');
  await button(page, 'Record from webcam').click();
  await page.getByRole('combobox', { name: 'Class' }).fill('waving');
  const hold = button(page, 'Hold to record');
  await expect(hold).toBeEnabled({ timeout: 60_000 });
  await hold.focus();
  await page.keyboard.down('Space');
  await expect(page.getByRole('status').filter({ hasText: 'recorded' })).toHaveText(/^([2-9]|\d\d+) recorded/, {
    timeout: 60_000,
  });
  await page.keyboard.up('Space');
  await button(page, 'Close').click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const states = await page.evaluate(() =>
    (window as unknown as { strideStream: MediaStream }).strideStream.getTracks().map(({ readyState }) => readyState),
  );
  expect(states).toEqual(['ended']);
  await expect(page.getByRole('button', { name: /^Class waving, \d+ samples/ })).toBeVisible();
  await expect.poll(() => cells(page).count()).toBeGreaterThan(1);
  await browser.close();
});

test('a camera that is denied is said to be, with what to do', async ({ browser }) => {
  const context = await browser.newContext({ permissions: [] });
  const page = await context.newPage();
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
  });
  await openApp(page, 'data');
  await button(page, 'Record from webcam').click();
  await expect(page.getByRole('alert')).toContainText('not allowed to use the camera');
  await expect(page.getByRole('alert')).toContainText('address bar');
  await context.close();
});
