/** What goes wrong while pictures come in: the page goes away, the space runs out, the camera is not there or goes. */
import { type BrowserContext, expect, type Locator, type Page, test } from '@playwright/test';
import { zipSync } from 'fflate';
import { encodePng } from '../src/formats/image-encode-png.ts';
import { button, openApp } from './support/app.ts';
import { openPageWithCamera } from './support/fake-camera.ts';

const cells = (page: Page): Locator => page.getByRole('grid', { name: 'Samples' }).getByRole('gridcell');
const catButton = (page: Page): Locator => page.getByRole('button', { name: /^Class cat, \d+ samples/ });

async function countOf(cat: Locator): Promise<number> {
  return Number(/, (\d+) samples/.exec((await cat.getAttribute('aria-label')) ?? '')?.[1] ?? Number.NaN);
}

/** A zip of one class; pictures of noise, `side` × `side`, no two alike. */
function zipOfCats(count: number, side: number) {
  const files: Record<string, Uint8Array> = {};
  let state = 1;
  for (let number = 0; number < count; number++) {
    const pixels = Uint8Array.from({ length: side * side * 3 }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state >>> 24;
    });
    files[`cat/${number}.png`] = encodePng(pixels, side, side, 3);
  }
  return { name: 'cats.zip', mimeType: 'application/zip', buffer: Buffer.from(zipSync(files, { level: 0 })) };
}

async function addZip(page: Page, zip: ReturnType<typeof zipOfCats>): Promise<void> {
  const asked = page.waitForEvent('filechooser');
  await button(page, 'Add zip').click();
  await (await asked).setFiles(zip);
}

async function openCats(page: Page): Promise<void> {
  await openApp(page, 'data');
  await page.getByRole('combobox', { name: 'Data set', exact: true }).selectOption('cats');
  await expect(catButton(page)).toBeVisible({ timeout: 60_000 });
}

test('a page that is killed in the middle of an import has what was in; the same zip brings the rest', async ({
  context,
}) => {
  const page = await context.newPage();
  await openApp(page, 'data');
  const zip = zipOfCats(600, 8);
  await addZip(page, zip);
  await expect(cells(page).first()).toBeVisible({ timeout: 90_000 });
  await expect(catButton(page)).toBeVisible({ timeout: 60_000 });
  await kill(context, page);

  const next = await context.newPage();
  await openCats(next);
  const kept = await countOf(catButton(next));
  expect(kept).toBeGreaterThan(0);
  expect(kept).toBeLessThanOrEqual(600);
  await addZip(next, zip);
  await expect(catButton(next)).toHaveAccessibleName(/, 600 samples/, { timeout: 90_000 });
});

/** As the browser's own crash does: nothing of the page runs any more. */
async function kill(context: BrowserContext, page: Page): Promise<void> {
  const session = await context.newCDPSession(page);
  const gone = page.waitForEvent('crash');
  void session.send('Page.crash').catch(() => undefined);
  await gone;
  await page.close();
}

test('where the space runs out in the middle, what fitted stays and the rest is listed', async ({
  context,
  baseURL,
}) => {
  const page = await context.newPage();
  await openApp(page, 'data');
  const session = await context.newCDPSession(page);
  const used = await page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);
  const origin = new URL(baseURL ?? '').origin;
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: used + 3_000_000 });
  // 12 million bytes in all.
  await addZip(page, zipOfCats(100, 200));
  const notice = page.getByText('The browser’s space ran out while reading cats.zip');
  await expect(notice).toBeVisible({ timeout: 120_000 });
  const kept = Number(/: (\d+) pictures? added/.exec((await notice.textContent()) ?? '')?.[1]);
  await expect(catButton(page)).toHaveAccessibleName(new RegExp(`, ${kept} samples`));
  expect(kept).toBeGreaterThan(0);
  expect(kept).toBeLessThan(100);
  await expect(page.getByText(`${100 - kept} skipped`, { exact: true })).toBeVisible();
  await session.send('Storage.overrideQuotaForOrigin', { origin });
  await page.close();

  const next = await context.newPage();
  await openCats(next);
  expect(await countOf(catButton(next))).toBe(kept);
  await expect(next.getByText(`${100 - kept} skipped`, { exact: true })).toBeVisible();
});

test('a camera that is missing, or goes away while it records, is said to; what was recorded is kept', async ({
  baseURL,
}) => {
  const { browser, page } = await openPageWithCamera(baseURL);
  await page.addInitScript(() => {
    const { mediaDevices } = navigator;
    const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
    let isThere = false;
    mediaDevices.getUserMedia = async (constraints) => {
      if (!isThere) throw new DOMException('none', 'NotFoundError');
      const stream = await getUserMedia(constraints);
      const [track] = stream.getTracks();
      const unplug = () => {
        track?.stop();
        track?.dispatchEvent(new Event('ended'));
      };
      Object.assign(window, { strideUnplug: unplug });
      return stream;
    };
    Object.assign(window, {
      stridePlugIn: () => {
        isThere = true;
      },
    });
  });
  await openApp(page, 'data');
  await button(page, 'Record from webcam').click();
  await expect(page.getByRole('alert')).toContainText('No camera was found');
  await page.evaluate(() => (window as unknown as { stridePlugIn(): void }).stridePlugIn());
  await button(page, 'Try again').click();
  await page.getByRole('combobox', { name: 'Class' }).fill('waving');
  const hold = button(page, 'Hold to record');
  await expect(hold).toBeEnabled({ timeout: 60_000 });
  await hold.focus();
  await page.keyboard.down('Space');
  await expect(page.getByRole('status').filter({ hasText: 'recorded' })).toHaveText(/^[1-9]\d* recorded/, {
    timeout: 60_000,
  });
  await page.evaluate(() => (window as unknown as { strideUnplug(): void }).strideUnplug());
  await expect(page.getByRole('alert')).toContainText('The camera stopped');
  await page.keyboard.up('Space');
  await button(page, 'Close').click();
  await expect(page.getByRole('button', { name: /^Class waving, [1-9]\d* samples/ })).toBeVisible();
  await browser.close();
});
