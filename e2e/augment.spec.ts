/** Trying transforms out, putting them into the network, and training with them. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { button, canvas, chooseTraining, goTo, node, openApp } from './support/app.ts';

const epochs = (page: Page) => page.getByRole('region', { name: 'Epochs' });

/** The pixels of every epoch's picture, as one text. */
function picturesOf(page: Page): Promise<string> {
  return epochs(page)
    .locator('canvas')
    .evaluateAll((canvases) => canvases.map((each) => (each as HTMLCanvasElement).toDataURL()).join());
}

/** Waits until the pictures are others than these, and gives them. */
async function otherPictures(page: Page, before: string): Promise<string> {
  await expect.poll(() => picturesOf(page)).not.toBe(before);
  return picturesOf(page);
}

/** No fault that axe finds, and nothing wider than the window. */
async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
}

test('a slider changes what the network sees; applied, the layers stand in the network and train with it', async ({
  page,
}) => {
  await openApp(page, 'augment');
  await expect(epochs(page).locator('canvas')).toHaveCount(12, { timeout: 60_000 });
  const plain = await picturesOf(page);
  await button(page, 'Add transform').click();
  await page.getByRole('menuitem', { name: 'RandomRotation' }).click();
  let seen = await otherPictures(page, plain);

  const upper = page.getByRole('slider', { name: 'Factor upper' });
  await upper.focus();
  await upper.press('PageUp');
  seen = await otherPictures(page, seen);

  const seed = page.getByRole('slider', { name: 'Seed' });
  await seed.focus();
  await seed.press('ArrowRight');
  const tried = await otherPictures(page, seen);
  await button(page, 'Back to it').click();
  expect(await otherPictures(page, tried)).toBe(seen);

  await button(page, 'Add transform').click();
  await page.getByRole('menuitem', { name: 'RandomFlip' }).click();
  const both = await otherPictures(page, seen);
  await button(page, 'Show only random_rotation_1').click();
  expect(await otherPictures(page, both)).toBe(seen);
  await button(page, 'Move random_flip_1 up').click();
  await button(page, 'Apply to model').click();
  await expect(page.getByText('These layers are in the network, behind its Input.')).toBeVisible();

  await goTo(page, 'Build');
  await expect(node(page, 'random_flip_1')).toBeVisible();
  await expect(node(page, 'random_rotation_1')).toBeVisible();
  await button(page, 'Undo').click();
  await expect(canvas(page).getByRole('group', { name: /^random_/ })).toHaveCount(0);
  await button(page, 'Redo').click();
  await expect(node(page, 'random_rotation_1')).toBeVisible();

  await chooseTraining(page, { samples: 12, batchSize: 5, epochs: 1 });
  await button(page, 'Train').first().click();
  await expect(page.getByRole('table', { name: 'Confusion matrix' })).toBeVisible({ timeout: 120_000 });
});

test('ImageDataGenerator’s arguments are a form and a call that follow each other, and become transforms', async ({
  page,
}) => {
  await openApp(page, 'augment');
  await expect(epochs(page).locator('canvas')).toHaveCount(12, { timeout: 60_000 });
  const plain = await picturesOf(page);
  await page.getByRole('tab', { name: 'ImageDataGenerator' }).click();
  const rotation = page.getByRole('slider', { name: 'rotation_range' });
  await rotation.focus();
  await rotation.press('PageUp');
  await page.getByRole('switch', { name: 'horizontal_flip' }).check();
  const call = page.getByRole('textbox', { name: 'Python call' });
  await button(page, 'Paste a call').click();
  await expect(call).toBeFocused();
  await expect(call).toHaveValue('ImageDataGenerator(\n    horizontal_flip=True,\n    rotation_range=10)');
  const layers = page.getByRole('list', { name: 'Layers of the generator' }).getByRole('listitem');
  await expect(layers).toHaveText([/RandomRotation.*± 10°/, /RandomFlip.*left ↔ right/]);
  await otherPictures(page, plain);

  await call.fill('IDG(rotation_range=36, zoom_range=[0.8, 1], zca_whitening=True');
  await expect(page.getByText('The call’s last parenthesis is missing.')).toBeVisible();
  await expect(rotation).toHaveValue('10');
  await call.press('End');
  await call.pressSequentially(')');
  await expect(rotation).toHaveValue('36');
  await expect(page.getByRole('slider', { name: 'zoom_range lower' })).toHaveValue('0.8');
  await expect(page.getByRole('switch', { name: 'horizontal_flip' })).not.toBeChecked();
  const meanings = page.getByRole('list', { name: 'What it means' }).getByRole('listitem');
  await expect(meanings.filter({ hasText: 'zca_whitening' })).toContainText('no layer');
  await button(page, 'Apply to model').click();
  await page.getByRole('tab', { name: 'Layers' }).click();
  await expect(page.getByRole('listitem', { name: 'random_rotation_1, RandomRotation' })).toContainText('± 36°');
});

for (const [name, width, height] of [
  ['desk', 1440, 900],
  ['phone', 390, 844],
] as const) {
  test(`transforms are accessible, and stand still where motion is unwanted, ${name}`, async ({ browser }) => {
    const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await openApp(page, 'augment');
    await button(page, 'Start with a gentle set').click();
    await expect(page.getByRole('slider', { name: 'Factor upper', exact: true })).toBeVisible();
    await expect(page.getByRole('img', { name: 'In epoch 1' })).toBeVisible();
    await expect(button(page, 'Play the epochs')).toHaveCount(0);
    await expectAccessible(page);
    await page.getByRole('tab', { name: 'ImageDataGenerator' }).click();
    await page.getByRole('combobox', { name: 'fill_mode' }).selectOption('constant');
    await page.getByRole('slider', { name: 'width_shift_range' }).press('PageUp');
    await button(page, 'Give width_shift_range in pixels').click();
    await expect(page.getByRole('list', { name: 'What it means' }).getByRole('listitem')).toHaveCount(2);
    await expectAccessible(page);
    await context.close();
  });
}
