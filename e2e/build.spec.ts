/** The builder: the lecture's network from an empty canvas, by drag and by keyboard alone; broken, mended, undone, found again. */
import { expect, type Locator, type Page, test } from '@playwright/test';
import { button, canvas, node, openApp, palette, problems, settings, summary } from './support/app.ts';

const lectureSummary = '225,034 parameters';

/** Presses Tab until the element has the focus, as a person without a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 120; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reached ${target}`);
}

/** Types a number into a setting of the selected layer, by keyboard. */
async function typeSetting(page: Page, label: string, value: string): Promise<void> {
  await tabTo(page, settings(page).getByRole('spinbutton', { name: label }));
  await page.keyboard.press('Control+a');
  await page.keyboard.type(value);
}

async function emptyTheCanvas(page: Page): Promise<void> {
  await openApp(page);
  await expect(node(page, 'conv2d_1')).toBeVisible();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await expect(canvas(page).getByRole('group', { name: /output/ })).toHaveCount(0);
}

test('the lecture’s network grows from an empty canvas by keyboard alone', async ({ page }) => {
  await emptyTheCanvas(page);
  const search = palette(page).getByRole('searchbox');
  const add = async (type: string) => {
    await tabTo(page, search);
    await page.keyboard.press('Control+a');
    await page.keyboard.type(type);
    await page.keyboard.press('Enter');
  };

  await add('Input');
  await expect(node(page, 'input_1')).toHaveAccessibleName(/output 28 × 28 × 1/);
  await add('Rescaling');
  await add('Conv2D');
  await add('MaxPooling2D');
  await add('Conv2D');
  await typeSetting(page, 'Filters', '64');
  await expect(node(page, 'conv2d_2')).toHaveAccessibleName(/output 11 × 11 × 64/);
  await add('MaxPooling2D');
  await add('Flatten');
  await add('Dense');
  await typeSetting(page, 'Units', '128');
  await add('Dense');
  await typeSetting(page, 'Units', '10');
  await tabTo(page, settings(page).getByRole('combobox', { name: 'Activation' }));
  await page.keyboard.type('softmax');

  await expect(summary(page)).toContainText(lectureSummary);
  await expect(node(page, 'dense_2')).toHaveAccessibleName(/Dense, output 10, 1,290 parameters/);
  await expect(button(page, 'Train')).toBeEnabled();
});

test('the lecture’s network grows from an empty canvas by dragging alone', async ({ page }) => {
  // A canvas that glides under the hand moves the ends of an edge away while it is being drawn.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await emptyTheCanvas(page);
  const types = ['Input', 'Conv2D', 'MaxPooling2D', 'Conv2D', 'MaxPooling2D', 'Flatten', 'Dense', 'Dense'];
  const names = [
    'input_1',
    'conv2d_1',
    'max_pooling2d_1',
    'conv2d_2',
    'max_pooling2d_2',
    'flatten_1',
    'dense_1',
    'dense_2',
  ];
  for (const [index, type] of types.entries()) {
    const entry = palette(page).getByRole('button', { name: `Add ${type}`, exact: true });
    await entry.scrollIntoViewIfNeeded();
    const column = index % 3;
    const row = Math.floor(index / 3);
    await entry.dragTo(canvas(page), { targetPosition: { x: 140 + column * 270, y: 120 + row * 190 } });
    await expect(node(page, names[index] ?? '')).toBeVisible();
  }
  await button(page, 'Zoom to fit').click();
  for (const [index, name] of names.entries()) {
    const next = names[index + 1];
    if (!next) continue;
    const from = node(page, name).locator('.react-flow__handle.source');
    await from.dragTo(node(page, next).locator('.react-flow__handle.target'), { steps: 5 });
    await expect(canvas(page).getByRole('img', { name: new RegExp(`^${name} to ${next},`) })).toBeAttached();
  }
  await node(page, 'conv2d_2').click();
  await settings(page).getByRole('spinbutton', { name: 'Filters' }).fill('64');
  await node(page, 'dense_1').click();
  await settings(page).getByRole('spinbutton', { name: 'Units' }).fill('128');
  await node(page, 'dense_2').click();
  await settings(page).getByRole('spinbutton', { name: 'Units' }).fill('10');
  await expect(summary(page)).toContainText(lectureSummary);
});

test('a broken network says why, offers the repair, and every step can be undone and redone', async ({ page }) => {
  await openApp(page);
  await expect(summary(page)).toContainText(lectureSummary);

  await node(page, 'flatten_1').click();
  await page.keyboard.press('Delete');
  const problem = problems(page).getByRole('listitem').filter({ hasText: 'dense_1' });
  await expect(problem).toContainText('5 × 5 × 64');
  await expect(button(page, 'Train')).toBeDisabled();
  await problem.getByRole('button', { name: 'Insert Flatten' }).click();
  await expect(summary(page)).toContainText(lectureSummary);
  await expect(button(page, 'Train')).toBeEnabled();

  await node(page, 'conv2d_1').click();
  await settings(page).getByRole('spinbutton', { name: 'Filters' }).fill('16');
  await expect(summary(page)).not.toContainText(lectureSummary);

  const undo = button(page, 'Undo');
  while (await undo.isEnabled()) await undo.click();
  await expect(node(page, 'conv2d_1')).toHaveAccessibleName(/320 parameters/);
  await expect(node(page, 'flatten_1')).toBeVisible();
  const redo = button(page, 'Redo');
  while (await redo.isEnabled()) await redo.click();
  await expect(node(page, 'conv2d_1')).toHaveAccessibleName(/output 26 × 26 × 16, 160 parameters/);
});

test('the document is found again after a reload', async ({ page }) => {
  await openApp(page);
  await page.getByRole('combobox', { name: 'Template' }).selectOption({ label: 'LeNet-5' });
  await expect(summary(page)).toContainText('61,706 parameters');
  await page.reload();
  await expect(summary(page)).toContainText('61,706 parameters');
});

for (const name of ['LeNet-5', 'Small VGG', 'Small ResNet', 'Small Inception', 'Small MobileNet']) {
  test(`the template ${name} opens without a problem`, async ({ page }) => {
    await openApp(page);
    await page.getByRole('combobox', { name: 'Template' }).selectOption({ label: name });
    await expect(problems(page)).toContainText('No problems');
    await expect(button(page, 'Train')).toBeEnabled();
  });
}
