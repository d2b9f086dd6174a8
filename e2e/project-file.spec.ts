/** A whole project as one file: taken away with weights, pictures and runs, and opened in another browser. */
import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { zipSync } from 'fflate';
import { button, chooseTraining, goTo, openApp, summary } from './support/app.ts';

/** Two classes, six pictures of each, no two the same. */
async function grounds(page: Page) {
  const pictures = await page.evaluate(() =>
    Promise.all(
      Array.from({ length: 12 }, async (_, index) => {
        const canvas = new OffscreenCanvas(28, 28);
        const context = canvas.getContext('2d');
        if (context) context.fillStyle = `hsl(${index < 6 ? 0 : 220} 80% ${30 + 4 * index}%)`;
        context?.fillRect(0, 0, 28, 28);
        return [...new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer())];
      }),
    ),
  );
  const files = pictures.map((bytes, index) => [`${index < 6 ? 'red' : 'blue'}/${index}.png`, Uint8Array.from(bytes)]);
  const buffer = Buffer.from(zipSync(Object.fromEntries(files)));
  return { name: 'grounds.zip', mimeType: 'application/zip', buffer };
}

async function command(page: Page, name: string): Promise<void> {
  await button(page, 'Command palette').click();
  await page.getByRole('dialog').getByRole('combobox').fill(name);
  await page.keyboard.press('Enter');
}

async function openFile(page: Page, name: string, buffer: Buffer): Promise<void> {
  const asked = page.waitForEvent('filechooser');
  await command(page, 'Open project file');
  await (await asked).setFiles({ name, mimeType: 'application/octet-stream', buffer });
}

const runRows = (page: Page) => page.getByRole('table', { name: 'Runs' }).locator('tbody').getByRole('row');

/** What the network says of the data set's first sample. */
async function answer(page: Page): Promise<readonly string[]> {
  await page
    .getByRole('button', { name: /^Sample \d+, class/ })
    .first()
    .click();
  const predictions = page.getByRole('list', { name: 'Predictions' }).getByRole('listitem');
  await expect(predictions).toHaveCount(2);
  return predictions.allInnerTexts();
}

test('a project goes to another browser with its weights, pictures and runs', async ({ page, browser }) => {
  await openApp(page, 'data');
  const asked = page.waitForEvent('filechooser');
  await button(page, 'Add zip').click();
  await (await asked).setFiles([await grounds(page)]);
  await expect(page.getByRole('button', { name: /^Class blue, 6 samples/ })).toBeVisible({ timeout: 60_000 });
  await page.getByRole('tab', { name: 'Size' }).click();
  await button(page, 'As the pictures are, 28 × 28 × 3').click();
  await button(page, 'Use this size').click();
  await expect(button(page, 'Use this size')).toBeDisabled();
  await button(page, 'Train on this').click();
  await goTo(page, 'Build');
  await expect(page.getByText(/^12 samples/).first()).toBeVisible();
  await page.getByRole('combobox', { name: 'Template' }).selectOption({ label: 'LeNet-5' });
  const network = await summary(page).textContent();
  await chooseTraining(page, { samples: 12, batchSize: 4, epochs: 1 });
  await button(page, 'Train').click();
  await expect(runRows(page)).toHaveCount(1, { timeout: 120_000 });
  const answered = await answer(page);

  await button(page, 'Share').click();
  await button(page, 'Download project…').click();
  const saving = page.getByRole('dialog', { name: 'Download project' });
  await expect(saving.getByRole('switch', { name: /^Trained weights, / })).toBeChecked();
  await expect(saving.getByRole('switch', { name: /^Data set, / })).toBeChecked();
  await expect(saving.getByRole('switch', { name: /^Runs, / })).toBeChecked();
  const downloading = page.waitForEvent('download');
  await saving.getByRole('button', { name: 'Download', exact: true }).click();
  const file = await readFile(await (await downloading).path());
  await expect(saving).toBeHidden();

  const elsewhere = await browser.newContext();
  try {
    const there = await elsewhere.newPage();
    await openApp(there);
    const before = await summary(there).textContent();
    const damaged = Buffer.from(file);
    const middle = Math.floor(damaged.length / 2);
    damaged.writeUInt8(damaged.readUInt8(middle) ^ 1, middle);
    await openFile(there, 'damaged.stride', damaged);
    const refusal = there.getByRole('dialog', { name: 'Open damaged.stride' });
    await expect(refusal.getByRole('alert')).toContainText('damaged.stride');
    await there.keyboard.press('Escape');
    await expect(summary(there)).toHaveText(before ?? '');

    await openFile(there, 'grounds.stride', file);
    const opening = there.getByRole('dialog', { name: 'Open grounds.stride' });
    await expect(opening).toContainText('12 pictures in 2 classes');
    await opening.getByRole('button', { name: 'Open it' }).click();
    await expect(opening).toBeHidden({ timeout: 60_000 });
    await expect(summary(there)).toHaveText(network ?? '');
    await goTo(there, 'Train');
    await expect(runRows(there)).toHaveCount(1);
    expect(await answer(there)).toEqual(answered);
    await goTo(there, 'Data');
    await expect(there.getByRole('button', { name: /^Class red, 6 samples/ })).toBeVisible();

    await openFile(there, 'grounds.stride', file);
    await opening.getByRole('button', { name: 'Open it' }).click();
    await expect(opening).toBeHidden();
    await goTo(there, 'Data');
    await expect(there.getByRole('combobox', { name: 'Data set' }).getByRole('option')).toHaveCount(2);
  } finally {
    await elsewhere.close();
  }
});
