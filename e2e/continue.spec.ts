/** Runs that outlive what happens to them: a reload, a closed tab, a crash, a lost graphics card, a full disk; and two tabs. */
import { readFile } from 'node:fs/promises';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { present } from '#base/assert.ts';
import { RandomStream } from '#base/random.ts';
import { backendStatus, button, chooseTraining, goTo, openApp } from './support/app.ts';

/** Long enough to be met in the middle by whoever waits for its first epoch. */
const choice = { samples: 240, batchSize: 10, epochs: 4 };

const epochRows = (page: Page) => page.getByRole('table', { name: 'Epochs' }).locator('tbody').getByRole('row');
const runRows = (page: Page) => page.getByRole('table', { name: 'Runs' }).locator('tbody').getByRole('row');

async function prepare(page: Page): Promise<void> {
  await openApp(page);
  // The quickest to train.
  await page.getByRole('combobox', { name: 'Template' }).selectOption({ label: 'LeNet-5' });
  await chooseTraining(page, choice);
  await page.getByRole('spinbutton', { name: 'Checkpoint every' }).fill('1');
}

/** The table of epochs after the run has ended: loss, accuracy, and both on the validation samples. */
async function curveOfFinishedRun(page: Page): Promise<readonly string[]> {
  await expect(page.getByText(`Finished: ${choice.epochs} epochs`).first()).toBeVisible({ timeout: 180_000 });
  await expect(epochRows(page)).toHaveCount(choice.epochs);
  return epochRows(page).allInnerTexts();
}

/** The words on the last checkpoint that the run under way has on the disk. */
const lastCheckpoint = (page: Page) => page.getByText(/Last taken after step \d+/);

/** Trains until the run is past its first epoch and its checkpoint is written, and then for a share of what is left. */
async function trainUntil(page: Page, share: number): Promise<void> {
  await button(page, 'Train').click();
  // The table of the run before goes first.
  await expect(epochRows(page)).toHaveCount(0);
  await expect(epochRows(page).first()).toBeVisible({ timeout: 120_000 });
  await expect(lastCheckpoint(page)).toBeVisible({ timeout: 60_000 });
  const progress = page.getByRole('progressbar', { name: 'Training progress' });
  const [now, max] = [await progress.getAttribute('aria-valuenow'), await progress.getAttribute('aria-valuemax')];
  const goal = Number(now) + share * (Number(max ?? 1) - Number(now));
  // Often: a quick machine is through with the rest of the run in a second or two.
  await expect
    .poll(async () => Number(await progress.getAttribute('aria-valuenow')), { timeout: 60_000, intervals: [30] })
    .toBeGreaterThanOrEqual(goal);
}

/** Each ends the page in its own way and gives the one that comes after. */
const deaths: Readonly<Record<string, (page: Page, context: BrowserContext) => Promise<Page>>> = {
  'a reload': async (page) => {
    await page.reload();
    return page;
  },
  'a closed tab': async (page, context) => {
    await page.close();
    const next = await context.newPage();
    await openApp(next, 'train');
    return next;
  },
  'a crash': async (page, context) => {
    const crashed = page.waitForEvent('crash');
    page.goto('chrome://crash').catch(() => undefined);
    await crashed;
    const next = await context.newPage();
    await openApp(next, 'train');
    return next;
  },
};

/** How many kills are tried, each at a moment of its own, and the seed of the first: `STRIDE_KILLS=10` for a longer night. */
const kills = Number(process.env.STRIDE_KILLS ?? 3);
const firstSeed = Number(process.env.STRIDE_KILL_SEED ?? 1);
/** Early enough that a quick machine has not trained to the end before it hears of its death. */
const latestShare = 0.5;

test('a run goes on after a reload, a closed tab and a crash, and its curve is that of an unbroken one', async ({
  page,
  context,
}) => {
  test.setTimeout((2 + kills) * 120_000);
  await prepare(page);
  await button(page, 'Train').click();
  const unbroken = await curveOfFinishedRun(page);
  let tab = page;
  for (let kill = 0; kill < kills; kill++) {
    const seed = firstSeed + kill;
    const [death, die] = present(Object.entries(deaths)[kill % 3], 'there are three deaths');
    const share = latestShare * new RandomStream(seed).next();
    await test.step(`${death}, ${(100 * share).toFixed(0)} % of the way, seed ${seed}`, async () => {
      await trainUntil(tab, share);
      tab = await die(tab, context);
      await expect(tab.getByText('A run was interrupted')).toBeVisible({ timeout: 60_000 });
      await button(tab, 'Continue').click();
      expect(await curveOfFinishedRun(tab)).toEqual(unbroken);
      await expect(tab.getByText('A run was interrupted')).toBeHidden();
      await expect(runRows(tab)).toHaveCount(kill + 2);
    });
  }
});

test('training goes on without a click after the graphics card was lost', async ({ page }) => {
  await prepare(page);
  await button(page, 'Train').click();
  const unbroken = await curveOfFinishedRun(page);
  await trainUntil(page, 0);
  await backendStatus(page).getByRole('button').click();
  await button(page, 'Lose my GPU').click();
  await button(page, 'Close').click();
  await expect(page.getByText(/Training goes on by itself from its last checkpoint/)).toBeVisible({ timeout: 60_000 });
  expect(await curveOfFinishedRun(page)).toEqual(unbroken);
});

test('a disk that fills up in the middle of a checkpoint leaves the one before, and the run goes on from it', async ({
  page,
  context,
}) => {
  await prepare(page);
  await page.getByRole('spinbutton', { name: 'Checkpoint every' }).fill('3600');
  await button(page, 'Train').click();
  const unbroken = await curveOfFinishedRun(page);
  // A few steps on from the epoch's end and its checkpoint.
  await trainUntil(page, 0.1);
  const standing = lastCheckpoint(page);
  const ofEpoch = (await standing.textContent()) ?? '';
  await button(page, 'Pause').click();
  await expect(button(page, 'Resume')).toBeVisible();
  // A pause takes a checkpoint.
  await expect(standing).not.toHaveText(ofEpoch, { timeout: 60_000 });
  const taken = await standing.textContent();

  const cdp = await context.newCDPSession(page);
  const { origin } = new URL(page.url());
  await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  const progress = page.getByRole('progressbar', { name: 'Training progress' });
  const before = Number(await progress.getAttribute('aria-valuenow'));
  await button(page, 'Resume').click();
  await expect
    .poll(async () => Number(await progress.getAttribute('aria-valuenow')), { timeout: 60_000, intervals: [30] })
    .toBeGreaterThan(before);
  await button(page, 'Pause').click();
  await expect(page.getByText(/The state of the run could not be saved/)).toBeVisible({ timeout: 60_000 });
  await expect(standing).toHaveText(taken ?? '');

  await cdp.send('Storage.overrideQuotaForOrigin', { origin });
  await page.reload();
  await expect(page.getByText('A run was interrupted')).toBeVisible({ timeout: 60_000 });
  await button(page, 'Continue').click();
  expect(await curveOfFinishedRun(page)).toEqual(unbroken);
});

/** The report of a run, on a page without a network, which it does not ask for either. */
async function opensOffline(html: string, context: BrowserContext): Promise<void> {
  const report = await context.newPage();
  await context.setOffline(true);
  const asked: string[] = [];
  report.on('request', (request) => asked.push(request.url()));
  await report.setViewportSize({ width: 390, height: 844 });
  await report.setContent(html);
  await expect(report.getByRole('heading', { name: 'Run 1', exact: true })).toBeVisible();
  await expect(report.getByRole('columnheader', { name: 'val_accuracy' })).toBeVisible();
  expect(await report.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  expect(asked).toEqual([]);
  await report.close();
  await context.setOffline(false);
}

test('runs are compared, taken away, deleted with undo, and gone back to', async ({ page, context }) => {
  await prepare(page);
  await page.getByRole('spinbutton', { name: 'Epochs' }).fill('1');
  await button(page, 'Train').click();
  await expect(runRows(page)).toHaveCount(1, { timeout: 120_000 });
  await page.getByRole('spinbutton', { name: 'Seed' }).fill('7');
  await button(page, 'Train').click();
  await expect(runRows(page)).toHaveCount(2, { timeout: 120_000 });

  for (const box of await page.getByRole('checkbox', { name: /^Compare Run/ }).all()) await box.check();
  const curves = page.getByRole('figure', { name: 'Compared runs' }).getByRole('img');
  await expect(curves).toHaveAccessibleName(/Run 2 \d.*Run 1 \d/);

  await button(page, 'More for Run 2').click();
  await page.getByRole('menuitem', { name: 'Delete run' }).click();
  await expect(runRows(page)).toHaveCount(1);
  // In the notice; the bar on top has one too.
  await button(page, 'Undo').last().click();
  await expect(runRows(page)).toHaveCount(2);

  await button(page, 'More for Run 1').click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Curve as CSV' }).click();
  expect(await readFile(await (await downloading).path(), 'utf8')).toMatch(/^step,loss,accuracy\n0,[\d.]+,[\d.]+\n/);

  await button(page, 'More for Run 1').click();
  const reporting = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Report as HTML' }).click();
  await opensOffline(await readFile(await (await reporting).path(), 'utf8'), context);

  await button(page, 'Go back to Run 1').click();
  await expect(page.getByRole('spinbutton', { name: 'Seed' })).not.toHaveValue('7');
  await page.getByRole('button', { name: /^Sample \d+, class 0$/ }).click();
  await expect(page.getByRole('list', { name: 'Predictions' }).getByRole('listitem')).toHaveCount(10);
  await button(page, 'Undo').first().click();
  await expect(page.getByRole('spinbutton', { name: 'Seed' })).toHaveValue('7');
});

test('a second tab is read-only until the first is closed, and then has what the first has changed', async ({
  page,
  context,
}) => {
  await prepare(page);
  const second = await context.newPage();
  await openApp(second, 'train');
  await expect(second.getByText('This tab is read-only')).toBeVisible();
  await expect(button(second, 'Train')).toBeDisabled();
  await expect(second.getByRole('spinbutton', { name: 'Epochs' })).toBeDisabled();
  await page.getByRole('spinbutton', { name: 'Epochs' }).fill('23');

  await button(second, 'Take over').click();
  await expect(page.getByText('This tab is read-only')).toBeVisible();
  await expect(second.getByRole('spinbutton', { name: 'Epochs' })).toHaveValue('23');
  await second.getByRole('spinbutton', { name: 'Epochs' }).fill('24');
  await goTo(second, 'Build');

  await second.close({ runBeforeUnload: true });
  await expect(page.getByText('This tab is read-only')).toBeHidden();
  await expect(page.getByRole('spinbutton', { name: 'Epochs' })).toHaveValue('24');
});
