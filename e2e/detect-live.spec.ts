/** The live loop with a detector so small that frames are quick: what comes between it and the camera, and what is taken away. */
import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { tinyDetector } from '../src/engine/detection/testing/tiny-detector.ts';
import { button, openApp } from './support/app.ts';
import { openPageWithCamera } from './support/fake-camera.ts';

const detections = (page: Page): Locator => page.getByRole('list', { name: 'Detections' }).getByRole('listitem');
const performance = (page: Page): Locator => page.getByRole('status', { name: 'Performance' });

/** Adds the detector of three colours by the form for one's own. */
async function addTinyDetector(page: Page): Promise<void> {
  const { files, classNames } = tinyDetector();
  await button(page, 'Use own detector file').click();
  const form = page.getByRole('dialog', { name: 'Own detector file' });
  await form
    .getByLabel('Files')
    .setInputFiles(
      await Promise.all(
        files.map(async (file) => ({ name: file.name, mimeType: '', buffer: Buffer.from(await file.arrayBuffer()) })),
      ),
    );
  await form.getByRole('combobox', { name: 'Output layout' }).selectOption('ssd');
  await form.getByRole('spinbutton', { name: 'Input height' }).fill('16');
  await form.getByRole('spinbutton', { name: 'Input width' }).fill('16');
  await form.getByRole('combobox', { name: 'Fit' }).selectOption('stretch');
  await form.getByRole('combobox', { name: 'Channels' }).selectOption('rgb');
  await form.getByRole('combobox', { name: 'Pixel range' }).selectOption('0..1');
  await form.getByLabel('Class names').fill(classNames.join('\n'));
  await form.getByRole('button', { name: 'Add detector' }).click();
  await expect(form).toBeHidden({ timeout: 60_000 });
}

/** Waits until frames are being looked at. */
async function expectFrames(page: Page): Promise<void> {
  const before = await performance(page).textContent();
  await expect(performance(page)).not.toHaveText(before ?? '', { timeout: 60_000 });
  await expect(detections(page).first()).toBeVisible();
}

test('the loop goes on after a lost graphics card and a page that slept, and is recorded', async ({ baseURL }) => {
  const { browser, page } = await openPageWithCamera(baseURL);
  await openApp(page, 'detect');
  await addTinyDetector(page);
  await button(page, 'Start webcam').click();
  await page.getByRole('slider', { name: 'Score threshold' }).fill('0.05');
  await expect(detections(page).filter({ hasText: 'green' }).first()).toBeVisible({ timeout: 60_000 });

  await page.getByRole('status', { name: 'Backend' }).click();
  await button(page, 'Lose my GPU').click();
  await page.keyboard.press('Escape');
  await expectFrames(page);

  // A hidden page is put to sleep by the browser; frames come again when it wakes.
  const protocol = await page.context().newCDPSession(page);
  await protocol.send('Page.setWebLifecycleState', { state: 'frozen' });
  await protocol.send('Page.setWebLifecycleState', { state: 'active' });
  await expectFrames(page);

  await button(page, 'Record as WebM').click();
  const stop = page.getByRole('button', { name: /^Stop recording/ });
  await expect(stop).toContainText(/[1-9]\d*\ss/, { timeout: 30_000 });
  const video = page.waitForEvent('download');
  await stop.click();
  const recorded = await video;
  expect(recorded.suggestedFilename()).toBe('detections.webm');
  // Every WebM file begins with the EBML header.
  expect(readFileSync(await recorded.path()).subarray(0, 4)).toEqual(Buffer.from([0x1a, 0x45, 0xdf, 0xa3]));

  const table = page.waitForEvent('download');
  // By keyboard: under a pointer, the page may be too busy on a software adapter to hold still.
  await button(page, 'Save detections as CSV').press('Enter');
  const [header, first] = readFileSync(await (await table).path(), 'utf8').split('\n');
  expect(header).toContain('class');
  expect(first).toContain('green');
  await button(page, 'Stop').click();
  await expect(detections(page)).toHaveCount(0);
  await browser.close();
});

test('a camera that another program holds is said to be, and is tried again', async ({ page }) => {
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotReadableError'));
  });
  await openApp(page, 'detect');
  await button(page, 'Start webcam').click();
  await expect(page.getByRole('alert')).toContainText('in use by another program');
  await button(page, 'Try again').click();
  await expect(page.getByRole('alert')).toContainText('in use by another program');
});
