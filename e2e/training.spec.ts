/** A run in one's hands: paused, resumed and stopped; what is trained can be asked by picture, by keyboard and by webcam. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { backendStatus, button, chooseTraining, goTo, openApp } from './support/app.ts';
import { keepStream, openPageWithCamera } from './support/fake-camera.ts';

const predictions = (page: Page) => page.getByRole('list', { name: 'Predictions' }).getByRole('listitem');

async function trainBriefly(page: Page): Promise<void> {
  await openApp(page);
  await chooseTraining(page, { samples: 60, batchSize: 20, epochs: 1 });
  await button(page, 'Train').click();
  await expect(page.getByRole('table', { name: 'Confusion matrix' })).toBeVisible({ timeout: 120_000 });
}

test('a run is paused, resumed and stopped, and keeps what it learned', async ({ page }) => {
  await openApp(page);
  await chooseTraining(page, { samples: 2000, batchSize: 10, epochs: 10 });
  await button(page, 'Train').click();
  const progress = page.getByRole('progressbar', { name: 'Training progress' });
  await expect(progress).toHaveAttribute('aria-valuetext', /left/, { timeout: 60_000 });

  await button(page, 'Pause').click();
  await expect(button(page, 'Resume')).toBeVisible();
  // With an answer from the engine, everything that it said before has come.
  await backendStatus(page).getByRole('button').click();
  await expect(page.getByRole('region', { name: 'Memory' })).toContainText(/\d/);
  await page.keyboard.press('Escape');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  const standing = await progress.getAttribute('aria-valuenow');
  await goTo(page, 'Build');
  await goTo(page, 'Train');
  expect(await progress.getAttribute('aria-valuenow')).toBe(standing);

  await button(page, 'Resume').click();
  await expect.poll(() => progress.getAttribute('aria-valuenow'), { timeout: 60_000 }).not.toBe(standing);
  await button(page, 'Stop').click();
  await expect(button(page, 'Train')).toBeEnabled();
  await expect(page.getByText('Training stopped')).toBeVisible();
  await page.getByRole('button', { name: /^Sample \d+, class 0$/ }).click();
  await expect(predictions(page)).toHaveCount(10);
});

test('the network is asked by a drawing without a mouse, and by a picture', async ({ page }) => {
  await trainBriefly(page);
  const pad = page.getByRole('application', { name: 'Drawing pad' });
  await pad.focus();
  await page.keyboard.press('Space');
  for (let step = 0; step < 6; step++) await page.keyboard.press('Shift+ArrowDown');
  await expect(predictions(page)).toHaveCount(10);

  await page.getByRole('region', { name: 'Try it' }).getByText('Choose image').first().click();
  const picture = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(64, 48);
    const context = canvas.getContext('2d');
    context?.fillRect(0, 0, 64, 48);
    const blob = await canvas.convertToBlob();
    return [...new Uint8Array(await blob.arrayBuffer())];
  });
  const input = page.locator('input[type=file]').first();
  await input.setInputFiles({ name: 'night.png', mimeType: 'image/png', buffer: Buffer.from(picture) });
  await expect(predictions(page)).toHaveCount(10);
  await input.setInputFiles({ name: 'broken.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
  await expect(page.getByText(/broken\.png/)).toBeVisible();
});

test('the network is asked by the webcam, which is let go afterwards', async ({ baseURL }) => {
  const { browser, page } = await openPageWithCamera(baseURL);
  await keepStream(page);
  await trainBriefly(page);
  await page.getByRole('region', { name: 'Try it' }).getByText('Use webcam').first().click();
  await expect(predictions(page)).toHaveCount(10, { timeout: 60_000 });
  await button(page, 'Stop webcam').click();
  const states = await page.evaluate(() =>
    (window as unknown as { strideStream: MediaStream }).strideStream.getTracks().map(({ readyState }) => readyState),
  );
  expect(states).toEqual(['ended']);
  await browser.close();
});
