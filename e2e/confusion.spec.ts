/** From a cell of the confusion matrix to the pictures behind it, to their right class, and to another run. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { zipSync } from 'fflate';
import { button, goTo, openApp } from './support/app.ts';

/** A zip of two classes, light and dark pictures, twelve of each, no two the same. */
async function lightAndDark(page: Page) {
  const files = await page.evaluate(async () => {
    const drawn: Record<string, number[]> = {};
    for (let index = 0; index < 24; index++) {
      const canvas = new OffscreenCanvas(28, 28);
      const context = canvas.getContext('2d');
      const isLight = index % 2 === 0;
      const grey = isLight ? 255 - index : 2 * index;
      if (context) context.fillStyle = `rgb(${grey} ${grey} ${grey})`;
      context?.fillRect(0, 0, 28, 28);
      const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
      drawn[`${isLight ? 'light' : 'dark'}/${index}.png`] = [...bytes];
    }
    return drawn;
  });
  const zip = zipSync(Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, Uint8Array.from(bytes)])));
  return { name: 'grounds.zip', mimeType: 'application/zip', buffer: Buffer.from(zip) };
}

test('a cell of the confusion matrix opens its pictures, which are given another class there', async ({ page }) => {
  await openApp(page, 'data');
  const asked = page.waitForEvent('filechooser');
  await button(page, 'Add zip').click();
  await (await asked).setFiles([await lightAndDark(page)]);
  await expect(page.getByRole('button', { name: /^Class light, 12 samples/ })).toBeVisible({ timeout: 60_000 });
  await button(page, 'Train on this').click();
  await goTo(page, 'Build');
  await button(page, 'Set Input to 96 × 96 × 3').click();
  await button(page, 'Set units of dense_2 to 2').click();
  await goTo(page, 'Train');
  await page.getByRole('spinbutton', { name: 'Batch size' }).fill('8');
  await page.getByRole('spinbutton', { name: 'Epochs' }).fill('1');
  await button(page, 'Train').click();

  const matrix = page.getByRole('table', { name: 'Confusion matrix' });
  await expect(matrix).toBeVisible({ timeout: 180_000 });
  const cell = matrix.getByRole('button', { name: / taken for .*: [1-9]/ }).first();
  const count = Number(/: (\d+)$/.exec((await cell.getAttribute('aria-label')) ?? '')?.[1]);
  await cell.click();
  const behind = page.getByRole('region', { name: 'Pictures behind the cell' });
  await expect(behind.getByRole('listitem')).toHaveCount(count);

  const label = behind.getByRole('combobox').first();
  const before = await label.inputValue();
  const other = before === 'light' ? 'dark' : 'light';
  await label.selectOption(other);
  await expect(page.getByText(`Moved 1 picture to ${other}`)).toBeVisible();
  await expect(label).toHaveValue(other);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  }

  // By keyboard from one number to its neighbour.
  await cell.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Home');
  await expect(matrix.getByRole('button', { name: /^dark taken for light/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(behind.getByRole('heading')).toContainText('dark taken for light');

  await page.setViewportSize({ width: 390, height: 844 });
  await cell.click();
  await expect(behind.getByRole('listitem')).toHaveCount(count);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);

  await button(page, 'Train').click();
  await expect(behind).toBeHidden();
  await expect(matrix).toBeVisible({ timeout: 180_000 });
  await goTo(page, 'Data');
  await expect(page.getByRole('button', { name: new RegExp(`^Class ${other}, 13 samples`) })).toBeVisible();
});
