/** Commands by keyboard: the palette finds and runs them, and the list under `?` names their shortcuts. */
import { expect, test } from '@playwright/test';
import { openApp, summary } from './support/app.ts';

test('the command palette runs what is typed', async ({ page }) => {
  await openApp(page);
  await expect(summary(page)).toContainText('225,034 parameters');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
  await page.keyboard.type('LeNet');
  await page.keyboard.press('Enter');
  await expect(summary(page)).toContainText('61,706 parameters');
  await page.keyboard.press('Control+z');
  await expect(summary(page)).toContainText('225,034 parameters');
});

test('the shortcuts are listed under the question mark, and Escape closes the list', async ({ page }) => {
  await openApp(page);
  await page.keyboard.press('Shift+?');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Undo');
  await expect(dialog).toContainText('Train');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});
