/** On a phone Build, Train and Try it still work, by touch. */
import { expect, test } from '@playwright/test';
import { button, canvas, goTo, node, openApp, palette, settings, summary } from './support/app.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test('a network is built, trained and tried with a thumb', async ({ page }) => {
  await openApp(page);
  await expect(summary(page)).toContainText('225,034 parameters');

  await node(page, 'max_pooling2d_2').tap();
  await button(page, 'Layers').tap();
  await palette(page).getByRole('button', { name: 'Add Dropout', exact: true }).tap();
  await expect(canvas(page).getByRole('group', { name: /^dropout_1, Dropout, output 5 × 5 × 64/ })).toBeAttached();

  await button(page, 'Settings').tap();
  await settings(page).getByRole('spinbutton', { name: 'Rate' }).fill('0.25');

  await goTo(page, 'Train');
  await page.getByRole('spinbutton', { name: 'Samples to use' }).fill('100');
  await page.getByRole('spinbutton', { name: 'Batch size' }).fill('20');
  await page.getByRole('spinbutton', { name: 'Epochs' }).fill('1');
  await button(page, 'Train').tap();
  await expect(page.getByRole('table', { name: 'Confusion matrix' })).toBeAttached({ timeout: 120_000 });

  const tryIt = page.getByRole('region', { name: 'Try it' });
  await tryIt
    .getByRole('button', { name: /sample.*7|7/i })
    .first()
    .tap();
  await expect(page.getByRole('list', { name: 'Predictions' }).getByRole('listitem')).toHaveCount(10);
});
