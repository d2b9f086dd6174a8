/** A detector measured on annotated pictures, and boxes drawn, corrected, kept and taken away. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { unzipSync } from 'fflate';
import { button, openApp } from './support/app.ts';

const photos = resolve('../shared/testdata/photos');
/** A frame of the embedded detector on a software adapter, the first with its shaders. */
const oneFrame = 240_000;

const tab = (page: Page, name: string): Locator => page.getByRole('tab', { name, exact: true });
const files = (page: Page): Locator => page.getByLabel('Pictures and annotations');
const boxes = (page: Page): Locator => page.getByRole('button', { name: /box \d+ of \d+$/ });
const kept = (page: Page): Locator => page.getByRole('status', { name: 'Kept' });

async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  }
}

test('a detector is measured, the classes are matched by hand, and what it gets wrong is shown', async ({ page }) => {
  test.skip(!existsSync(photos), 'needs ../shared/testdata');
  test.slow();
  const annotations = {
    images: [
      { id: 1, file_name: 'pets.jpg' },
      { id: 2, file_name: 'gone.jpg' },
    ],
    categories: [
      { id: 1, name: 'Dog' },
      { id: 2, name: 'terrier' },
      { id: 3, name: 'cat' },
    ],
    annotations: [
      // Measured by eye; on the lawn below there is no cat.
      { id: 1, image_id: 1, category_id: 1, bbox: [109, 29, 151, 261] },
      { id: 2, image_id: 1, category_id: 2, bbox: [351, 165, 149, 201] },
      { id: 3, image_id: 1, category_id: 3, bbox: [20, 330, 60, 60] },
      { id: 4, image_id: 1, category_id: 3, bbox: [20, 330, -5, 60] },
    ],
  };
  const photo = (name: string) => ({ name, mimeType: 'image/jpeg', buffer: readFileSync(resolve(photos, name)) });
  await openApp(page, 'detect');
  await tab(page, 'Measure quality').click();
  await files(page).setInputFiles([
    photo('pets.jpg'),
    photo('bird.jpg'),
    { name: 'a.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(annotations)) },
  ]);
  const skipped = page.getByRole('list', { name: 'Skipped' }).getByRole('listitem');
  await expect(skipped).toHaveCount(2);
  await expect(skipped.filter({ hasText: 'no picture called “gone.jpg”' })).toHaveCount(1);
  await expect(skipped.filter({ hasText: 'no area: -5 × 60' })).toHaveCount(1);
  await expect(page.getByText('terrier (1)')).toBeVisible();

  await button(page, 'Measure').click();
  const table = page.getByRole('table', { name: 'Average precision by class' });
  await expect(table).toBeVisible({ timeout: oneFrame });
  await expect(page.getByRole('status', { name: 'Measurement' })).toContainText('1 of 1 annotated pictures');
  const dog = table.getByRole('row', { name: /^dog/ });
  // Class, objects, detections, AP, AP50.
  await expect(dog.getByRole('cell').nth(0)).toHaveText('1');
  await page.getByRole('combobox', { name: 'terrier' }).selectOption('dog');
  await expect(dog.getByRole('cell').nth(0)).toHaveText('2');
  await expect(dog.getByRole('cell').nth(3)).toHaveText(/^100\.0/);
  await expect(page.getByText('terrier (1)')).toBeHidden();
  await page.getByRole('combobox', { name: 'VOC rule' }).selectOption({ label: '11 points (until 2009)' });
  await expect(page.getByText('IoU 0.5, 11 points')).toBeVisible();
  await button(page, 'dog').click();
  const curve = page.getByRole('table', { name: 'Precision by recall' });
  await expect(curve.getByRole('row', { name: /^1\.0/ })).toContainText('100.0');
  await expectAccessible(page);

  await page.getByRole('list', { name: 'Pictures with errors' }).getByRole('button').click();
  await expect(page.getByRole('list', { name: 'Errors' })).toContainText('cat: not found');
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test('boxes are drawn by mouse and by keyboard, taken back, kept over a reload, and exported', async ({ page }) => {
  await openApp(page, 'detect');
  await tab(page, 'Annotate').click();
  await files(page).setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from('{}') });
  await expect(page.getByRole('alert')).toContainText('no picture among these files');
  await files(page).setInputFiles('public/samples/chelsea.png');
  const editor = page.getByRole('region', { name: 'Box editor' });
  const picture = editor.getByRole('img', { name: 'chelsea.png' });
  const place = async () => (await picture.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await expect(picture).toBeVisible();
  // Once nothing around it moves any more.
  await picture.hover({ trial: true });
  const { x, y, width, height } = await place();

  await page.mouse.move(x + 0.25 * width, y + 0.25 * height);
  await page.mouse.down();
  await page.mouse.move(x + 0.5 * width, y + 0.6 * height, { steps: 3 });
  await page.mouse.move(x + 0.75 * width, y + 0.75 * height);
  await page.mouse.up();
  await expect(boxes(page)).toHaveCount(1);
  await expect(boxes(page).first()).toHaveAccessibleName(/^object, \d+ by \d+ pixels at 113, 75, box 1 of 1$/);
  await expect(boxes(page).first()).toBeFocused();

  await page.getByRole('textbox', { name: 'New class' }).fill('cat');
  await page.keyboard.press('Enter');
  await expect(boxes(page).first()).toHaveAccessibleName(/^cat, /);

  // The lower right handle, by mouse.
  const before = await boxes(page).first().getAttribute('aria-label');
  const box = (await boxes(page).first().boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(box.x + box.width - 1, box.y + box.height - 1);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 40, box.y + box.height - 30, { steps: 3 });
  await page.mouse.up();
  await expect(boxes(page).first()).not.toHaveAttribute('aria-label', before ?? '');

  await button(page, 'Add box').click();
  await expect(boxes(page)).toHaveCount(2);
  const second = boxes(page).nth(1);
  await expect(second).toBeFocused();
  await expect(second).toHaveAccessibleName(/^cat, 135 by 90 pixels at 158, 105, box 2 of 2$/);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(second).toHaveAccessibleName(/^cat, 135 by 92 pixels at 160, 105/);
  await page.keyboard.press('1');
  await expect(second).toHaveAccessibleName(/^object, /);
  await page.keyboard.press('Delete');
  await expect(boxes(page)).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await expect(boxes(page)).toHaveCount(2);
  await page.keyboard.press('Control+Shift+z');
  await expect(boxes(page)).toHaveCount(1);
  await boxes(page).first().focus();
  await expectAccessible(page);

  const download = page.waitForEvent('download');
  await button(page, 'Export annotations').click();
  await page.getByRole('menuitem', { name: 'YOLO text' }).click();
  const exported = unzipSync(new Uint8Array(readFileSync(await (await download).path())));
  const text = (path: string) => new TextDecoder().decode(exported[path]);
  expect(text('classes.txt')).toBe('object\ncat\n');
  expect(text('labels/chelsea.txt')).toMatch(/^1 0\.\d+ 0\.\d+ 0\.\d+ 0\.\d+\n$/);

  await expect(kept(page)).toHaveText('Kept in this browser.');
  const name = (await boxes(page).first().getAttribute('aria-label')) ?? '';
  await page.reload();
  await tab(page, 'Annotate').click();
  await button(page, 'Go on').click();
  await expect(boxes(page)).toHaveCount(1);
  await expect(boxes(page).first()).toHaveAttribute('aria-label', name);
});
