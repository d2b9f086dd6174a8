/** Links that carry a network, the networks they take the place of, and what can be taken away as a file. */
import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { button, openApp, summary } from './support/app.ts';

const choose = (page: Page, template: string) =>
  page.getByRole('combobox', { name: 'Template' }).selectOption({ label: template });

async function command(page: Page, name: string): Promise<void> {
  await button(page, 'Command palette').click();
  await page.getByRole('dialog').getByRole('combobox').fill(name);
  await page.keyboard.press('Enter');
}

test('a link shows what it holds, replaces nothing unasked, and what it replaces is kept', async ({ page }) => {
  await openApp(page);
  await choose(page, 'Small ResNet');
  const resNet = await summary(page).textContent();
  await button(page, 'Share').click();
  const field = page.getByRole('dialog', { name: 'Share' }).getByRole('textbox', { name: 'Link' });
  await expect(field).toHaveValue(/#share=1\./);
  const link = await field.inputValue();
  expect(link.length).toBeLessThan(2000);
  await page.keyboard.press('Escape');
  await choose(page, 'LeNet-5');
  await expect(summary(page)).not.toHaveText(resNet ?? '');
  const leNet = await summary(page).textContent();

  const dialog = page.getByRole('dialog', { name: 'A network by link' });
  await page.goto(link);
  await expect(dialog).toContainText('Layers');
  expect(new URL(page.url()).hash).toBe('#/build');
  await dialog.getByRole('button', { name: 'Keep mine' }).click();
  await expect(summary(page)).toHaveText(leNet ?? '');

  await page.goto(link);
  await dialog.getByRole('button', { name: 'Open it' }).click();
  await expect(summary(page)).toHaveText(resNet ?? '');
  await button(page, 'Undo').click();
  await expect(summary(page)).toHaveText(leNet ?? '');
  await button(page, 'Redo').click();

  await page.reload();
  await expect(summary(page)).toHaveText(resNet ?? '');
  await command(page, 'Kept networks');
  const kept = page.getByRole('dialog', { name: 'Kept networks' });
  await expect(kept.getByRole('listitem')).toHaveCount(1);
  await kept.getByRole('button', { name: /^Open / }).click();
  await expect(summary(page)).toHaveText(leNet ?? '');
});

test('a damaged link says so and leaves everything as it was', async ({ page }) => {
  await openApp(page);
  const before = await summary(page).textContent();
  await page.goto('./#share=1.notalink');
  await expect(page.getByRole('dialog', { name: 'A network by link' }).getByRole('alert')).toContainText('damaged');
  await page.keyboard.press('Escape');
  await expect(summary(page)).toHaveText(before ?? '');
});

test('a network can be taken away as a picture', async ({ page }) => {
  await openApp(page);
  for (const [name, start] of [
    ['Picture as SVG', '<svg'],
    ['Picture as PNG', '\u0089PNG'],
  ] as const) {
    await button(page, 'Download picture').click();
    const downloading = page.waitForEvent('download');
    await page.getByRole('menuitem', { name }).click();
    const bytes = await readFile(await (await downloading).path());
    expect(bytes.toString('latin1').slice(0, start.length)).toBe(start);
    if (start === '<svg') expect(bytes.toString('utf8')).toContain('26 × 26 × 32');
  }
});

test('layers are grouped into a block, collapsed, expanded, and let go again', async ({ page }) => {
  await openApp(page);
  const canvas = page.getByRole('region', { name: 'Model', exact: true });
  await canvas.getByRole('group', { name: /^conv2d_1,/ }).click();
  await canvas.getByRole('group', { name: /^max_pooling2d_1,/ }).click({ modifiers: ['Shift'] });
  await command(page, 'Group layers into a block');
  const block = canvas.getByRole('group', { name: 'block_1, block of 2 layers, output 13 × 13 × 32, 320 parameters' });
  await expect(block).toBeVisible();
  await expect(canvas.getByRole('group', { name: /^conv2d_1,/ })).toHaveCount(0);
  await expect(summary(page)).toContainText('225,034 parameters');
  await canvas.getByRole('button', { name: 'Expand block_1' }).click();
  await expect(canvas.getByRole('group', { name: /^conv2d_1,/ })).toBeVisible();
  await button(page, 'Collapse blocks').click();
  await expect(block).toBeVisible();
  await block.click();
  await page.getByRole('region', { name: 'Layer settings' }).getByRole('button', { name: 'Ungroup' }).click();
  await expect(canvas.getByRole('group', { name: /^conv2d_1,/ })).toBeVisible();
});
