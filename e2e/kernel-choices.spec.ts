/** The kernels that were chosen for this device: shown with what decided, and cleared for good. */
import { expect, type Page, test } from '@playwright/test';
import { backendStatus, openApp } from './support/app.ts';

const choice = {
  key: 'Conv2D [[50,28,28,1],[3,3,1,32]] {}',
  kernel: 'Conv2D',
  shapes: [
    [50, 28, 28, 1],
    [3, 3, 1, 32],
  ],
  // By leave that is not given any more: the fastest of the others serves.
  chosen: 'half',
  milliseconds: { stride: 0.25, shared: 0.5, half: 0.125, stock: 1 },
  refused: { subgroup: 'Invalid use of a subgroup.' },
};

/** Saves a measurement for this device, as an earlier visit would have. */
async function saveChoice(page: Page): Promise<void> {
  await page.evaluate(async (saved) => {
    const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' });
    const { vendor, architecture, device, description } = adapter?.info ?? {};
    const key = `kernel-choices/${[vendor, architecture, device, description].join(' ')}`;
    const opened = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('stride');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    await new Promise<void>((resolve, reject) => {
      const writing = opened.transaction('records', 'readwrite');
      writing.objectStore('records').put([saved], key);
      writing.oncomplete = () => resolve();
      writing.onerror = () => reject(writing.error);
    });
    opened.close();
  }, choice);
}

test('measured kernels are shown with the times of those that lost, until they are cleared', async ({ page }) => {
  await openApp(page);
  await saveChoice(page);
  await page.reload();
  await expect(backendStatus(page)).toContainText('WebGPU', { timeout: 60_000 });
  await backendStatus(page).getByRole('button').click();
  const kernels = page.getByRole('region', { name: 'Kernels' });
  const row = kernels.getByRole('row', { name: /^Conv2D/ });
  await expect(row).toContainText('50 × 28 × 28 × 1');
  await expect(row).toContainText('Stride, register tiles0.25 ms');
  await expect(row).toContainText('Stride, shared tiles0.5 ms, 2.0×');
  await expect(row).toContainText('Stride, subgroupsrefused by the driver: Invalid use of a subgroup.');
  await expect(row).toContainText('TensorFlow.js1 ms, 4.0×');
  await expect(row).not.toContainText('16-bit');
  // Chromium's software adapter has no such arithmetic; where there is, the switch is off until a person turns it on.
  const leave = kernels.getByRole('switch', { name: 'Allow 16-bit kernels' });
  await expect(leave).not.toBeChecked();
  await expect(leave).toHaveAccessibleDescription(/no 16-bit arithmetic|three significant digits/);
  await kernels.getByRole('button', { name: 'Clear and measure again' }).click();
  await expect(kernels.getByRole('table')).toBeHidden();
  await page.reload();
  await expect(backendStatus(page)).toContainText('WebGPU', { timeout: 60_000 });
  await backendStatus(page).getByRole('button').click();
  await expect(kernels).toContainText('Nothing');
});
