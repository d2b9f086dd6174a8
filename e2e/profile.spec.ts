/** Where the time of a training step goes: measured, in a table, against the device's roofline, as heat on the canvas. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { chooseTraining, goTo, node, openApp } from './support/app.ts';

test.use({ colorScheme: 'dark' });

test('a step is measured layer by layer, and its time shown as heat on the canvas', async ({ page }) => {
  await openApp(page);
  await chooseTraining(page, { samples: 100, batchSize: 4, epochs: 1 });
  await goTo(page, 'Build');
  await page.getByRole('button', { name: 'Profile a training step' }).click();
  const dialog = page.getByRole('dialog', { name: 'Profile of a training step' });
  await dialog.getByRole('button', { name: 'Measure', exact: true }).click();
  const table = dialog.getByRole('table', { name: 'Time by layer' });
  await expect(table).toBeVisible({ timeout: 90_000 });
  await expect(table.getByRole('row', { name: /^conv2d_2/ })).toContainText(/FLOP\/s/);
  await expect(table.getByRole('row', { name: /^Optimizer/ })).toContainText(/ms/);
  await expect(dialog.getByRole('img', { name: /^Roofline\. .*conv2d_1/ })).toBeVisible();
  await expect(dialog).toContainText('for a batch of 4');

  await page.setViewportSize({ width: 390, height: 844 });
  expect(await dialog.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
  const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').analyze();
  expect(violations).toEqual([]);

  await page.setViewportSize({ width: 1440, height: 900 });
  await page.keyboard.press('Escape');
  await expect(node(page, 'conv2d_2')).toContainText(/% time/);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const onCanvas = await new AxeBuilder({ page }).include('.react-flow__nodes').analyze();
    expect(onCanvas.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  }
});
