/** A model of Keras's comes in by choosing and by dropping, answers as it did there, and a file that is broken changes nothing. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { encodePng } from '../src/formats/image-encode-png.ts';
import { button, canvas, goTo, node, openApp, settings, summary } from './support/app.ts';

const shared = new URL('../../shared/testdata/keras/', import.meta.url);
const needsShared = 'needs ../shared, which lies beside the repository';

interface Offered {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

function offered(name: string, bytes: Uint8Array): Offered {
  return { name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) };
}

async function choose(page: Page, file: Offered): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
  await page.keyboard.type('Open model');
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('Enter');
  await (await chooser).setFiles(file);
}

async function drop(page: Page, { name, buffer }: Offered): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    ({ name, text }) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))], name));
      return transfer;
    },
    { name, text: buffer.toString('base64') },
  );
  await canvas(page).dispatchEvent('dragover', { dataTransfer });
  await canvas(page).dispatchEvent('drop', { dataTransfer });
}

const dialog = (page: Page, name: string) => page.getByRole('dialog', { name: `Open ${name}` });

/** Looks at what the file holds and puts it in place of the network at hand. */
async function take(page: Page, name: string, holds: RegExp): Promise<void> {
  await expect(dialog(page, name)).toContainText(holds, { timeout: 60_000 });
  await button(page, 'Open it').click();
  await expect(dialog(page, name)).toBeHidden();
}

test.describe('Models that Keras saved', () => {
  test.skip(!existsSync(shared), needsShared);

  test('the lecture’s network is chosen, knows its digit, and gives way to one that is dropped', async ({ page }) => {
    await openApp(page);
    await choose(page, offered('lecture_cnn.keras', readFileSync(new URL('lecture_cnn.keras', shared))));
    await take(page, 'lecture_cnn.keras', /225,034/);
    await expect(summary(page)).toContainText('225,034 parameters');

    const { images, labels } = JSON.parse(readFileSync(new URL('expected.json', shared), 'utf8')).lecture_cnn;
    const scale = Math.max(...images[0].flat(3)) <= 1 ? 255 : 1;
    const pixels = Uint8Array.from(images[0].flat(3), (value: number) => Math.round(value * scale));
    await goTo(page, 'Train');
    const chooser = page.waitForEvent('filechooser');
    await button(page, 'Choose image').click();
    await (await chooser).setFiles({ ...offered('digit.png', encodePng(pixels, 28, 28, 1)), mimeType: 'image/png' });
    const first = page.getByRole('list', { name: 'Predictions' }).getByRole('listitem').first();
    await expect(first).toHaveAccessibleName(new RegExp(`^${labels[0]},`), { timeout: 60_000 });

    await goTo(page, 'Build');
    await drop(page, offered('branchy.keras', readFileSync(new URL('branchy.keras', shared))));
    await take(page, 'branchy.keras', /1,408/);
    await expect(summary(page)).toContainText('1,408 parameters');
    await button(page, 'Undo').click();
    await expect(summary(page)).toContainText('225,034 parameters');
  });
});

const layer = (class_name: string, config: object) => ({ class_name, config });
const odd = layer('Sequential', {
  name: 'odd_one',
  build_input_shape: [null, 8, 8, 1],
  layers: [
    layer('Conv2D', { name: 'seen', filters: 2, kernel_size: [3, 3] }),
    layer('GroupNormalization', { name: 'groups', groups: 2 }),
    layer('Flatten', { name: 'flat' }),
    layer('Dense', { name: 'answer', units: 10, activation: 'softmax' }),
  ],
});

test('a layer that Stride lacks stands grey with its settings while the rest opens; a damaged file changes nothing', async ({
  page,
}) => {
  await openApp(page);
  await choose(page, offered('odd.json', Buffer.from(JSON.stringify(odd))));
  await expect(page.getByRole('list', { name: 'Unknown layers' })).toContainText('groups (GroupNormalization)');
  await take(page, 'odd.json', /odd_one/);
  await expect(node(page, 'seen')).toHaveAccessibleName(/Conv2D, output 6 × 6 × 2/);
  await node(page, 'groups').click();
  await expect(settings(page)).toContainText('GroupNormalization');
  await expect(settings(page)).toContainText('groups');
  const before = await summary(page).textContent();

  await drop(
    page,
    offered('damaged.h5', Buffer.from('\x89HDF\r\n\x1a\n and then nothing that belongs there', 'latin1')),
  );
  await expect(dialog(page, 'damaged.h5')).toContainText('damaged.h5 cannot be read', { timeout: 60_000 });
  await expect(dialog(page, 'damaged.h5')).toContainText('Your own network is as it was');
  await dialog(page, 'damaged.h5').getByRole('button', { name: 'Close' }).last().click();
  await expect(summary(page)).toHaveText(before ?? '');
  await expect(node(page, 'groups')).toBeVisible();
});
