/** From the click on Load weights to the first prediction in the app, split as the app itself says it. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { median } from '#base/math.ts';
import { folderSource, startMirror } from '../../e2e/support/weights-mirror.ts';
import type { Part } from '../part.ts';
import { buildAndPreview } from './preview.ts';

const weights = resolve(import.meta.dirname, '../../../shared/testdata/hosted-weights');
const steps = ['Fetch', 'Parse', 'Upload', 'Compile'] as const;

type Visit = Readonly<Record<(typeof steps)[number] | 'First answer' | 'All', number>>;

interface FirstPrediction {
  /** Milliseconds of each visit, nothing kept from the one before; empty without the weights to serve. */
  readonly visits: readonly Visit[];
}

/** `1,240 ms` as the screen has it. */
function milliseconds(text: string | null): number {
  return Number((text ?? '').replace(/[^\d.]/g, ''));
}

async function visit(page: Page, url: string, mirror: string): Promise<Visit> {
  await page.goto(`${url}#/pretrained`);
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  await page.getByRole('textbox', { name: 'Weights mirror' }).fill(mirror);
  await button('Use this mirror').click();
  await page.getByRole('combobox', { name: 'Network' }).selectOption('MobileNet 0.25');
  await button('Sample picture, a cup of coffee').click();
  const started = performance.now();
  await button('Load weights').click({ timeout: 120_000 });
  await button('Classify').click({ timeout: 120_000 });
  await page.getByRole('list', { name: 'Top 5' }).waitFor({ timeout: 120_000 });
  const all = performance.now() - started;
  const times = await page.getByRole('region', { name: 'Loaded network' }).getByRole('definition').allTextContents();
  const answered = (await page.getByText(/^Picture prepared in/).textContent()) ?? '';
  const parts = answered.split(',').map(milliseconds);
  const [fetch = 0, parse = 0, upload = 0, compile = 0] = times.map(milliseconds);
  return {
    Fetch: fetch,
    Parse: parse,
    Upload: upload,
    Compile: compile,
    'First answer': parts.reduce((sum, part) => sum + part, 0),
    All: all,
  };
}

/** @param url of the built app */
async function measureFirstPredictionIn(browser: Browser, url: string, visits: number): Promise<FirstPrediction> {
  if (!existsSync(weights)) return { visits: [] };
  const mirror = await startMirror(folderSource(weights));
  try {
    const all: Visit[] = [];
    for (let index = 0; index < visits; index++) {
      const context = await browser.newContext();
      all.push(await visit(await context.newPage(), url, mirror.url));
      await context.close();
    }
    return { visits: all };
  } finally {
    await mirror.close();
  }
}

function printFirstPrediction({ visits }: FirstPrediction): void {
  console.log(
    `\nMobileNet 0.25 from a mirror on this machine, from the click to the first prediction, median of ${visits.length}`,
  );
  if (visits.length === 0) {
    console.log('Not measured: the weights to serve are not here.');
    return;
  }
  const names = [...steps, 'First answer', 'All'] as const;
  console.table({
    ms: Object.fromEntries(names.map((name) => [name, Math.round(median(visits.map((one) => one[name])))])),
  });
}

export const firstPredictionPart: Part = {
  name: 'first-prediction',
  about: 'from the click on Load weights to the first prediction, by steps',
  async run({ browser, isQuick }) {
    const { server, url } = await buildAndPreview();
    try {
      const figures = await measureFirstPredictionIn(await browser(), url, isQuick ? 1 : 5);
      printFirstPrediction(figures);
      return { figures };
    } finally {
      await server.close();
    }
  },
};
