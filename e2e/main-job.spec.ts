/** The main job: open, train the lecture's network on digits, draw one, and see it recognised. */
import { expect, test } from '@playwright/test';
import { button, chooseTraining, node, openApp, summary } from './support/app.ts';
import { drawSeven } from './support/draw.ts';
import { tasksDuring } from './support/long-tasks.ts';

test('a first visitor trains the lecture’s network and has a drawn digit recognised', async ({ page }) => {
  await openApp(page);

  await expect(node(page, 'conv2d_1')).toHaveAccessibleName(/Conv2D, output 26 × 26 × 32, 320 parameters/);
  await expect(summary(page)).toContainText('225,034 parameters');

  await chooseTraining(page, { samples: 3000, batchSize: 30, epochs: 1 });
  const tasks = await tasksDuring(page, async () => {
    await button(page, 'Train').click();
    await expect(page.getByRole('progressbar', { name: 'Training progress' })).toBeVisible();
    await expect(page.getByRole('table', { name: 'Confusion matrix' })).toBeVisible({ timeout: 200_000 });
  });

  const epoch = page.getByRole('table', { name: 'Epochs' }).getByRole('row').last();
  const accuracy = Number.parseFloat(
    ((await epoch.getByRole('cell').nth(3).textContent()) ?? '').replace(/[^\d.]/g, ''),
  );
  expect(accuracy).toBeGreaterThanOrEqual(85);
  expect(tasks.count).toBeGreaterThan(100);
  expect(tasks.long, 'main-thread tasks over 50 ms during training').toEqual([]);

  await drawSeven(page);
  const predictions = page.getByRole('list', { name: 'Predictions' });
  await expect(predictions.getByRole('listitem').first()).toContainText('7');
});
