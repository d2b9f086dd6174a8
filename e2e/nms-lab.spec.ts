/** The NMS lab on its example, which needs no detector: each decision, each way of suppressing, and two boxes by hand. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { button, openApp } from './support/app.ts';

test('suppression is stepped through, changed, and two boxes are laid over each other', async ({ page }) => {
  await openApp(page, 'detect');
  const lab = page.getByRole('region', { name: 'NMS lab' });
  await lab.getByRole('button', { name: 'Freeze this frame' }).click();
  await expect(lab).toContainText('No frame has been looked at yet.');
  await lab.getByRole('button', { name: 'Take the example' }).click();
  const decision = lab.getByRole('status', { name: 'Decision' });
  const effects = lab.getByRole('list', { name: 'Effects' }).getByRole('listitem');
  await expect(decision).toContainText('nothing is decided yet');
  await expect(lab.getByRole('figure', { name: 'Scores' })).toBeVisible();
  await expect(lab.getByRole('table', { name: 'IoU matrix' })).toBeVisible();

  await button(page, 'Next decision').click();
  await expect(decision).toContainText('dog 0.92 is kept and suppresses 3');
  await expect(effects).toHaveCount(3);
  await button(page, 'Previous decision').click();
  await expect(decision).toContainText('nothing is decided yet');
  await button(page, 'After the last decision').click();
  const classwise = await decision.textContent();
  await page.getByRole('switch', { name: 'Across classes' }).check();
  await expect(decision).not.toHaveText(classwise ?? '');

  const suppression = page.getByRole('combobox', { name: 'Suppression' });
  await button(page, 'Before the first decision').click();
  await button(page, 'Next decision').click();
  await page.getByRole('slider', { name: 'Score threshold' }).fill('0.05');
  for (const way of ['Soft-NMS, linear', 'Soft-NMS, Gaussian']) {
    await suppression.selectOption(way);
    await expect(effects.filter({ hasText: /score 0\.\d+ → 0\.\d+/ }).first()).toBeVisible();
  }
  await suppression.selectOption('DIoU-NMS');
  await expect(effects.first()).toContainText('suppressed');

  const overlap = lab.getByText(/^A ∩ B \/ A ∪ B = /);
  const before = await overlap.textContent();
  await lab.getByRole('button', { name: /^Box B/ }).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(overlap).not.toHaveText(before ?? '');
  const box = lab.getByRole('button', { name: /^Box A, 130 by 100/ });
  await box.hover({ position: { x: 12, y: 12 } });
  await page.mouse.down();
  await page.mouse.move(0, 0);
  await page.mouse.up();
  await expect(lab.getByRole('button', { name: 'Box A, 130 by 100 at 0, 0' })).toBeVisible();

  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  }
});
