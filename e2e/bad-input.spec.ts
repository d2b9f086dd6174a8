/** What goes wrong is said in a sentence, nothing is lost, and the app stays usable. */
import { expect, test } from '@playwright/test';
import { backendStatus, button, chooseTraining, goTo, node, openApp, summary } from './support/app.ts';

test('a saved document that cannot be read is set aside, said so, and can be downloaded', async ({ page }) => {
  await openApp(page);
  await page.getByRole('combobox', { name: 'Template' }).selectOption({ label: 'LeNet-5' });
  await expect(summary(page)).toContainText('61,706 parameters');
  await page.reload();
  await expect(summary(page)).toContainText('61,706 parameters');

  await page.evaluate(async () => {
    const opened = <Value>(request: IDBRequest<Value>) =>
      new Promise<Value>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    for (const { name } of await indexedDB.databases()) {
      const database = await opened(indexedDB.open(name ?? ''));
      for (const storeName of database.objectStoreNames) {
        const store = database.transaction(storeName, 'readwrite').objectStore(storeName);
        const [key] = await opened(store.getAllKeys());
        if (key === undefined) continue;
        const broken = { version: 1, graph: 'not a graph', name: 'Broken on purpose' };
        await opened(
          store.keyPath === null ? store.put(broken, key) : store.put({ ...broken, [`${store.keyPath}`]: key }),
        );
      }
      database.close();
    }
  });
  await page.reload();

  await expect(page.getByText(/set aside/i).first()).toBeVisible();
  await expect(node(page, 'conv2d_1')).toBeVisible();
  const download = page.waitForEvent('download');
  await button(page, 'Download it').click();
  const path = await (await download).path();
  expect(path).toBeTruthy();
});

test('a loss that grows beyond all numbers stops the run with the reason and keeps a usable network', async ({
  page,
}) => {
  await openApp(page);
  await chooseTraining(page, { samples: 100, batchSize: 10, epochs: 3 });
  await page.getByRole('combobox', { name: 'Optimizer' }).selectOption({ label: 'SGD' });
  await page.getByRole('combobox', { name: 'Loss' }).selectOption('mean_squared_error');
  await page.getByRole('spinbutton', { name: 'Learning rate' }).fill('1000000');
  await goTo(page, 'Build');
  await node(page, 'dense_2').click();
  await page
    .getByRole('region', { name: 'Layer settings' })
    .getByRole('combobox', { name: 'Activation' })
    .selectOption('linear');
  await button(page, 'Train').click();
  await expect(page.getByText(/diverged/i).first()).toBeVisible({ timeout: 120_000 });
  await expect(page.getByText(/learning rate/i).first()).toBeVisible();
  await expect(button(page, 'Train')).toBeEnabled();
});

test('a lost graphics card is said so and comes back by itself', async ({ page }) => {
  await openApp(page);
  await backendStatus(page).getByRole('button').click();
  await page.getByRole('button', { name: 'Lose my GPU' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByText('The engine runs again, on WebGPU.')).toBeVisible({ timeout: 60_000 });
  await expect(backendStatus(page)).toContainText('WebGPU');
  await expect(button(page, 'Train')).toBeEnabled();
});

test.describe('without WebGPU', () => {
  test('the app falls back, says to what and why, and can still be used', async ({ browser }) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    // Workers have a navigator of their own; the engine's asks for the adapter there.
    await context.route(/worker.*\.js$/, async (route) => {
      const response = await route.fetch();
      const body = `Object.defineProperty(navigator, 'gpu', { value: undefined });\n${await response.text()}`;
      await route.fulfill({ response, body });
    });
    await openApp(page);
    await expect(backendStatus(page)).toContainText(/WebGL|CPU/);
    await backendStatus(page).getByRole('button').click();
    await expect(page.getByRole('dialog')).toContainText('does not have WebGPU');
    await page.keyboard.press('Escape');
    await expect(button(page, 'Train')).toBeEnabled();
    await context.close();
  });

  test('storage that is refused leaves a notice and a working app', async ({ browser }) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.addInitScript(() => {
      Object.defineProperty(window, 'indexedDB', {
        get: () => {
          throw new DOMException('refused', 'SecurityError');
        },
      });
    });
    await openApp(page);
    await expect(page.getByText(/does not let Stride keep your network/)).toBeVisible();
    await page.getByRole('combobox', { name: 'Template' }).selectOption({ label: 'LeNet-5' });
    await expect(summary(page)).toContainText('61,706 parameters');
    await context.close();
  });
});
