/** What goes wrong while pictures come in: the page goes away, the space runs out, the camera is not there or goes. */
import { type BrowserContext, expect, type Locator, type Page, test } from '@playwright/test';
import { gzipSync, zipSync } from 'fflate';
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

/** An idx file of bytes, gzipped, as the data sets' publishers have them. */
function idxGz(shape: readonly number[], values: readonly number[]): Buffer {
  const sizes = shape.flatMap((size) => [0, 0, size >> 8, size & 255]);
  return Buffer.from(gzipSync(Uint8Array.of(0, 0, 8, shape.length, ...sizes, ...values)));
}

test('a hosted data set fails in a sentence, can be cancelled, and comes in when it is tried again', async ({
  page,
  context,
}) => {
  let answer: 'page' | 'none' | 'files' = 'page';
  await context.route('https://raw.githubusercontent.com/**', async (route) => {
    const headers = { 'access-control-allow-origin': '*' };
    const isImages = route.request().url().includes('images');
    const body = isImages
      ? idxGz(
          [2, 28, 28],
          Array.from({ length: 1568 }, (_, at) => at % 251),
        )
      : idxGz([2], [9, 0]);
    if (answer === 'page') await route.fulfill({ headers, contentType: 'text/html', body: '<!doctype html>Sign in' });
    // Where there is no answer the request hangs until it is cancelled.
    if (answer === 'files') await route.fulfill({ headers, contentType: 'application/octet-stream', body });
  });
  const fetchSet = async () => {
    await button(page, 'Data set actions').click();
    await page.getByRole('menuitem', { name: 'Fetch a known data set' }).click();
    await page.getByRole('button', { name: /^Fetch Fashion-MNIST, 10,000/ }).click();
  };
  await openApp(page, 'data');
  await fetchSet();
  const fault = page.getByText('could not be fetched from raw.githubusercontent.com: it answered with a web page');
  await expect(fault).toBeVisible({ timeout: 60_000 });
  const sets = page.getByRole('combobox', { name: 'Data set', exact: true }).getByRole('option');
  await expect(sets.filter({ hasText: 'Fashion' })).toHaveCount(0);

  answer = 'none';
  const asked = page.waitForRequest(/raw\.githubusercontent\.com/);
  await button(page, 'Try again').click();
  await asked;
  await expect(page.getByRole('progressbar', { name: 'Import of Fashion-MNIST, 10,000' })).toBeVisible();
  await button(page, 'Cancel').click();
  await expect(page.getByText('Fashion-MNIST, 10,000 was cancelled.')).toBeVisible();
  await expect(sets.filter({ hasText: 'Fashion' })).toHaveCount(0);

  answer = 'files';
  await fetchSet();
  await expect(page.getByRole('button', { name: /^Class Ankle boot, 1 samples/ })).toBeVisible({ timeout: 60_000 });
  await expect(cells(page)).toHaveCount(2);
});

test('pictures come in where the network has gone since the page was opened', async ({ page, context }) => {
  const loaded: string[] = [];
  page.on('requestfinished', (request) => loaded.push(request.url()));
  await openApp(page, 'data');
  for (const part of [/open-sources/, /plan-import/, /import-run/, /prepare-picture/, /zip\.js/]) {
    await expect.poll(() => loaded.some((url) => part.test(url)), { timeout: 60_000, message: `${part}` }).toBe(true);
  }
  await context.setOffline(true);
  await addZip(page, zipOfCats(3, 8));
  await expect(catButton(page)).toHaveAccessibleName(/, 3 samples/, { timeout: 60_000 });
});
