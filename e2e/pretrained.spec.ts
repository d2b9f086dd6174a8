/** Published networks from a weights mirror on this machine: loaded, asked, kept for the next start, and refused. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { legacyH5 } from '../src/engine/pretrained/testing/legacy-h5.ts';
import { zooNetworks } from '../src/zoo/registry.ts';
import { backendStatus, button, canvas, goTo, openApp, summary } from './support/app.ts';
import { keepStream, openPageWithCamera } from './support/fake-camera.ts';
import {
  type Behaviour,
  type FileSource,
  folderSource,
  startMirror,
  type WeightsMirror,
} from './support/weights-mirror.ts';

const shared = resolve(import.meta.dirname, '../../shared');
const hostedWeights = resolve(shared, 'testdata/hosted-weights');
const hasShared = existsSync(hostedWeights);

let mirror: WeightsMirror;
/** Serves this in place of MobileNet's file, and nothing else. */
let impostor: Buffer | null = null;

const mobileNetFile = '/mobilenet/mobilenet_2_5_224_tf.h5';

async function madeUpWeights(name: string): Promise<Buffer> {
  return Buffer.from(await legacyH5(zooNetworks.find((network) => network.name === name)!.build()));
}

/** The published weights where they are at hand; else weights of the same shapes, made here. */
async function weights(): Promise<FileSource> {
  const source = hasShared ? folderSource(hostedWeights) : onlyMobileNet(await madeUpWeights('MobileNet_0.25'));
  return (path) => (impostor === null ? source : onlyMobileNet(impostor))(path);
}

function onlyMobileNet(file: Buffer): FileSource {
  return (path) => (path === mobileNetFile ? file : null);
}

test.beforeAll(async () => {
  mirror = await startMirror(await weights());
});
test.beforeEach(() => {
  mirror.behave('file');
  impostor = null;
});
test.afterAll(() => mirror.close());

async function openPretrained(page: Page): Promise<void> {
  await openApp(page, 'pretrained');
  await page.getByRole('textbox', { name: 'Weights mirror' }).fill(mirror.url);
  await button(page, 'Use this mirror').click();
  await page.getByRole('combobox', { name: 'Network' }).selectOption('MobileNet 0.25');
}

const loadedNetwork = (page: Page) => page.getByRole('status', { name: 'Loaded network' });
const topFive = (page: Page) => page.getByRole('list', { name: 'Top 5' }).getByRole('listitem');

const networkRow = (page: Page, name: string) =>
  page.getByRole('table', { name: 'Networks' }).getByRole('row', { name: new RegExp(`^${name} `) });

async function load(page: Page): Promise<void> {
  await button(page, 'Load weights').click();
  await expect(loadedNetwork(page)).toContainText('MobileNet 0.25 is loaded', { timeout: 90_000 });
}

/** The classes that Keras answers for a photo: id, name, probability. */
function expected(photo: string): readonly (readonly [wnid: string, name: string, probability: number])[] {
  return JSON.parse(readFileSync(resolve(hostedWeights, 'mobilenet_top5.json'), 'utf8'))[photo];
}

/** Asks about a picture file and compares with what Keras answers for it. */
async function expectKerasAnswer(page: Page, file: string, photo: string): Promise<void> {
  await page.getByLabel('Image file').setInputFiles(file);
  await button(page, 'Classify').click();
  await expect(topFive(page)).toHaveCount(5, { timeout: 60_000 });
  const answers = expected(photo);
  for (const [rank, [wnid, , probability]] of answers.entries()) {
    const item = page.getByRole('list', { name: 'Top 5' }).getByRole('listitem').filter({ hasText: wnid });
    if (rank === 0) await expect(topFive(page).first()).toContainText(wnid);
    if ((await item.count()) === 0) expect(probability).toBeLessThan(0.03);
    else expect(Math.abs(percentIn((await item.getAttribute('aria-label')) ?? '') - probability)).toBeLessThan(0.03);
  }
}

function percentIn(text: string): number {
  return Number(/([\d.]+)\s*%/.exec(text)?.[1]) / 100;
}

test('MobileNet loads from a mirror, answers as Keras does, and starts without the network afterwards', async ({
  page,
}) => {
  await openPretrained(page);
  await load(page);
  await expect(loadedNetwork(page)).toContainText('475,544 parameters');
  for (const step of ['Fetch', 'Parse', 'Upload', 'Compile']) {
    await expect(page.getByRole('term').filter({ hasText: step })).toBeVisible();
  }
  await expect(page.getByRole('list', { name: 'Downloaded files' })).toContainText('MobileNet_0.25');
  if (hasShared) {
    await expectKerasAnswer(page, resolve(shared, 'samples/coffee.png'), 'skimage_coffee.png');
    await expectKerasAnswer(page, resolve(shared, 'samples/chelsea.png'), 'skimage_chelsea.png');
    await expectKerasAnswer(page, resolve(shared, 'testdata/photos/parrot.jpg'), 'coral_parrot.jpg');
  }

  // Every request fails from here on: what follows comes from this computer.
  mirror.behave('missing');
  await page.reload();
  await expect(backendStatus(page)).toContainText(/WebGPU|WebGL|CPU/, { timeout: 60_000 });
  await load(page);
  await expect(loadedNetwork(page)).toContainText('Weights from this computer');
  await button(page, 'Sample picture, a cup of coffee').click();
  await button(page, 'Classify').click();
  await expect(topFive(page)).toHaveCount(5, { timeout: 60_000 });
  if (hasShared) await expect(topFive(page).first()).toContainText('espresso');
  await expect(networkRow(page, 'MobileNet 0.25')).toContainText(/\d\sms/);
  await expect(networkRow(page, 'MobileNet 0.5')).not.toContainText(/\d\sms/);

  await button(page, 'Open in Build').click();
  await expect(summary(page)).toContainText('475,544 parameters');
  await expect(canvas(page)).toBeVisible();
  await button(page, 'Undo').click();
  await expect(summary(page)).toContainText('225,034 parameters');

  await goTo(page, 'Pretrained');
  await page.getByRole('button', { name: /^Delete MobileNet/ }).click();
  await expect(page.getByRole('list', { name: 'Downloaded files' })).toBeHidden();
});

test('the TF.js model stands in where the mirror has no .h5, and answers the same', async ({ page }) => {
  test.skip(!hasShared, 'needs ../shared');
  mirror.behave('missing', /tfjs/);
  await openPretrained(page);
  await load(page);
  await expectKerasAnswer(page, resolve(shared, 'testdata/photos/cat.jpg'), 'coral_cat.bmp');
  await expectKerasAnswer(page, resolve(shared, 'samples/coffee.png'), 'skimage_coffee.png');
});

/** A sentence with what to do next, and no network where there was none. */
async function expectRefusal(page: Page, says: RegExp): Promise<void> {
  const alert = page.getByRole('alert').filter({ hasText: says });
  await expect(alert).toBeVisible({ timeout: 30_000 });
  await expect(alert.getByRole('button', { name: 'Choose a file instead' })).toBeVisible();
  await expect(loadedNetwork(page)).toBeHidden();
}

const refusals: readonly (readonly [Behaviour, RegExp])[] = [
  ['missing', /has no file for MobileNet_0\.25.*\(404\)/],
  ['forbidden', /does not hand out MobileNet_0\.25.*\(403\)/],
  ['html', /a web page instead of MobileNet_0\.25/],
  ['truncated', /cut off/],
  ['no-cors', /cannot be reached, or it lets no other page read its files \(CORS\)/],
  ['lost', /was lost after .* of .* of MobileNet_0\.25/],
];

test('a mirror that fails is explained each time, nothing is half loaded, and the next attempt works', async ({
  page,
}) => {
  await openPretrained(page);
  for (const [behaviour, says] of refusals) {
    mirror.behave(behaviour);
    await button(page, 'Load weights').click();
    await expectRefusal(page, says);
  }
  await expect(button(page, 'Classify')).toBeDisabled();

  const progress = page.getByRole('progressbar', { name: 'Loading MobileNet 0.25' });
  const loadUntilItStalls = async () => {
    mirror.behave('stalling');
    await button(page, 'Load weights').click();
    await expect(page.getByText(/MB of .*, waiting for data/)).toBeVisible({ timeout: 30_000 });
    await expect(progress).toHaveAttribute('aria-valuenow', /^[1-9]/);
  };
  await loadUntilItStalls();
  await button(page, 'Cancel').click();
  await expect(progress).toBeHidden();
  await button(page, 'Delete all').click();

  await loadUntilItStalls();
  mirror.behave('file');
  mirror.cut();
  await expect(loadedNetwork(page)).toContainText('MobileNet 0.25 is loaded', { timeout: 90_000 });
  await expect(page.getByText('The connection was lost after')).toBeVisible();
});

test('weights of another network and weights with a wrong checksum are refused whole', async ({ page }) => {
  await openPretrained(page);
  impostor = await madeUpWeights('MobileNet_0.5');
  await button(page, 'Load weights').click();
  await expectRefusal(page, /does not hold the weights of MobileNet_0\.25.*as many as MobileNet_0\.5/);
  await expect(page.getByRole('list', { name: 'Downloaded files' })).toBeHidden();

  // Right in every shape, but not the numbers that were published.
  await page.getByRole('combobox', { name: 'Network' }).selectOption('MobileNetV3Small 0.75');
  const made = await madeUpWeights('MobileNetV3Small_0.75');
  const v3 = await startMirror(() => made);
  await page.getByRole('textbox', { name: 'Weights mirror' }).fill(v3.url);
  await button(page, 'Use this mirror').click();
  await button(page, 'Load weights').click();
  await expectRefusal(
    page,
    /MobileNetV3Small_0\.75.* is damaged or another file: its checksum is not the published one/,
  );
  await expect(page.getByRole('list', { name: 'Downloaded files' })).toBeHidden();
  await v3.close();
});

test('with the storage full the network is used, and that it was not kept is said', async ({ page, context }) => {
  await openPretrained(page);
  const browser = await context.newCDPSession(page);
  const { origin } = new URL(page.url());
  await browser.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1_000_000 });
  await load(page);
  await expect(page.getByText('were not kept on this computer')).toBeVisible();
  await expect(page.getByRole('list', { name: 'Downloaded files' })).toBeHidden();
});

test('the webcam is classified live, and let go by Stop', async ({ baseURL }) => {
  const { browser, page } = await openPageWithCamera(baseURL);
  await keepStream(page);
  await openPretrained(page);
  await load(page);
  await button(page, 'Use webcam').click();
  await expect(topFive(page)).toHaveCount(5, { timeout: 60_000 });
  // Frame after frame: the times that stand below change with each.
  const times = page.getByText(/^Picture prepared in/);
  const before = (await times.textContent()) ?? '';
  await expect(times).not.toHaveText(before, { timeout: 30_000 });
  await button(page, 'Stop webcam').click();
  await expect(page.getByRole('button', { name: 'Use webcam' })).toHaveAttribute('aria-pressed', 'false');
  const states = () =>
    page.evaluate(() =>
      (window as unknown as { strideStream: MediaStream }).strideStream.getTracks().map(({ readyState }) => readyState),
    );
  await expect.poll(states).toEqual(['ended']);
  await browser.close();
});

test('the screen is accessible in both themes, on a desk and on a phone', async ({ page }) => {
  await openPretrained(page);
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const viewport of [
      { width: 1440, height: 900 },
      { width: 390, height: 844 },
    ]) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize(viewport);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    }
  }
});

test('networks are searched and sorted', async ({ page }) => {
  await openPretrained(page);
  const table = page.getByRole('table', { name: 'Networks' });
  await page.getByRole('textbox', { name: 'Search networks' }).fill('resnet');
  await expect(table.getByRole('rowheader')).toHaveText([
    'ResNet50',
    'ResNet50V2',
    'ResNet101',
    'ResNet101V2',
    'ResNet152',
    'ResNet152V2',
    'InceptionResNetV2',
  ]);
  await table.getByRole('button', { name: 'Multiply-adds' }).click();
  await expect(table.getByRole('rowheader').first()).toHaveText('ResNet50V2');
  await table.getByRole('button', { name: 'ResNet152', exact: true }).click();
  await expect(page.getByRole('combobox', { name: 'Network' })).toHaveValue('ResNet152');
});
