/** Several layers at once: chosen by a box, and carried on the clipboard from tab to tab, whatever else lies there. */
import { expect, type Page, test } from '@playwright/test';
import { button, canvas, node, openApp } from './support/app.ts';

const layers = (page: Page) => canvas(page).getByRole('group', { name: /output/ });

test('copied layers are pasted in another tab; other text is not', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openApp(page);
  await expect(layers(page)).toHaveCount(9);
  await node(page, 'conv2d_1').click();
  await page.keyboard.press('Control+c');

  const other = await context.newPage();
  await openApp(other);
  await expect(layers(other)).toHaveCount(9);
  // One tab at a time changes the project.
  await button(other, 'Take over').click();
  await expect(button(other, 'Take over')).toBeHidden();
  await canvas(other).focus();
  await other.keyboard.press('Control+v');
  await expect(node(other, 'conv2d_3')).toBeVisible();
  await expect(layers(other)).toHaveCount(10);

  await other.evaluate(() => navigator.clipboard.writeText('{"nothing": "of ours"}'));
  await other.keyboard.press('Control+v');
  await other.keyboard.press('Control+d');
  // Duplicating is what shows that the paste before it is over.
  await expect(node(other, 'conv2d_4')).toBeVisible();
  await expect(layers(other)).toHaveCount(11);
});

test('dragging a box with Shift selects every layer that it touches', async ({ page }) => {
  await openApp(page);
  // Once the canvas has settled on its view.
  await node(page, 'conv2d_1').hover({ trial: true });
  const first = await node(page, 'input_1').boundingBox();
  const third = await node(page, 'conv2d_1').boundingBox();
  if (!first || !third) throw new Error('The layers are out of sight.');
  await page.keyboard.down('Shift');
  await page.mouse.move(first.x - 60, first.y - 10);
  await page.mouse.down();
  await page.mouse.move(first.x, first.y, { steps: 4 });
  await page.mouse.move(third.x + 20, third.y + 10, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await expect(page.getByRole('region', { name: 'Layer settings' })).toContainText('3 selected');
});
