/**
 * `npm run bench:data`: how fast pictures come into the library, whether its memory stays flat, and whether the page
 * stays free meanwhile and while it is scrolled. Prints tables and a line for each thing that was aimed at, and keeps the
 * figures as JSON; never fails on a time.
 *
 * `npm run bench:data -- --quick` takes a short look, `--counts=1000,20000` imports so many pictures, the fewest first.
 * Only the figures of the usual counts are kept.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { formatBytes, formatCount } from '#base/format.ts';
import { buildAndPreview } from '../browser/preview.ts';
import { type Aim, aimLine, type PartResult } from '../part.ts';
import { type AppJourney, appJourney } from './app-journey.ts';
import { dropLoneFiles, type LoneFiles } from './lone-files.ts';
import { measureImports } from './measure-imports.ts';
import type { PageTasks } from './page-tasks.ts';

export const usualCounts: readonly number[] = [1000, 10_000, 60_000];
export const fewCounts: readonly number[] = [1000, 10_000];

/** What the memory of the many may be of that of the few, to be called flat. */
const flat = 1.25;
const longestTask = 50;
const loneFiles = 10_000;

function tasksText({ longestWork, longest, over50Work, over50 }: PageTasks): string {
  return `${Math.round(longestWork)} ms, ${over50Work} over 50 (with waiting ${Math.round(longest)} ms, ${over50})`;
}

function printJourneys(journeys: readonly AppJourney[], dropped: LoneFiles): void {
  console.log('\nIn the app: a zip of so many pictures is added in Data, then scrolled through');
  console.table(
    journeys.map(({ count, imagesPerSecond, rendererBytes, importing, scrolling }) => ({
      pictures: formatCount(count),
      'images/s': Math.round(imagesPerSecond),
      'memory before': formatBytes(rendererBytes.before),
      'at its peak': formatBytes(rendererBytes.peak),
      held: formatBytes(rendererBytes.held),
      'longest task while importing': tasksText(importing),
      'while scrolling': tasksText(scrolling),
    })),
  );
  console.log(`${formatCount(dropped.count)} lone files dropped at once: ${tasksText(dropped.importing)}`);
  console.log(
    'Memory is that of the page and its workers, measured without a trace. Tasks are those of Chromium’s trace; waiting is time in which',
  );
  console.log(
    'other work had the processor. Held is what is left of it after a collection: the rest the browser may take back when it likes.',
  );
}

function aimsOf(journeys: readonly AppJourney[], dropped: LoneFiles): Aim[] {
  const [few] = journeys;
  const many = journeys.at(-1);
  if (!few || !many) return [];
  const counts = `${formatCount(few.count)} to ${formatCount(many.count)} pictures`;
  const free = (what: string, { longestWork, over50Work }: PageTasks): Aim => ({
    aim: `no task of the page over ${longestTask} ms while ${what}`,
    measured: `the longest took ${Math.round(longestWork)} ms, ${over50Work} took more`,
    isReached: over50Work === 0,
  });
  const growth = (what: string, which: 'peak' | 'held'): Aim => {
    const times = many.rendererBytes[which] / few.rendererBytes[which];
    return {
      aim: `memory ${what} flat from ${counts}, at most ${flat} times`,
      measured: `${times.toFixed(2)} times`,
      isReached: few === many || few.rendererBytes[which] === 0 ? null : times <= flat,
    };
  };
  return [
    growth('held', 'held'),
    growth('at its peak, with what waits to be collected,', 'peak'),
    free(`${formatCount(many.count)} pictures are imported`, many.importing),
    free(`${formatCount(many.count)} pictures are scrolled through`, many.scrolling),
    free(`${formatCount(dropped.count)} files are dropped at once and imported`, dropped.importing),
  ];
}

export async function measureData(counts: readonly number[]): Promise<PartResult> {
  const isUsual = counts === usualCounts;
  const imports = await measureImports([
    { kind: 'png-28', count: 1000 },
    { kind: 'png-28', count: 4000 },
    { kind: 'jpeg-640', count: 300 },
  ]);
  console.log('\nThe library by itself');
  console.table(
    imports.map(({ kind, count, imagesPerSecond }) => ({
      pictures: `${count} × ${kind}`,
      'images a second': Math.round(imagesPerSecond),
    })),
  );
  const { server, url } = await buildAndPreview();
  try {
    const app: AppJourney[] = [];
    for (const count of counts) app.push(await appJourney(url, count));
    const dropped = await dropLoneFiles(url, loneFiles);
    printJourneys(app, dropped);
    const figures = { imports, app, dropped };
    if (isUsual) {
      const folder = resolve(import.meta.dirname, '../results');
      mkdirSync(folder, { recursive: true });
      writeFileSync(resolve(folder, 'data.json'), `${JSON.stringify(figures, null, 2)}\n`);
    }
    // In a file of its own, since it is seldom measured.
    return { figures: null, aims: aimsOf(app, dropped) };
  } finally {
    await server.close();
  }
}

function countsOf(parameters: readonly string[]): readonly number[] {
  const named = parameters.find((parameter) => parameter.startsWith('--counts='))?.slice('--counts='.length);
  if (named !== undefined) return named.split(',').map(Number);
  return parameters.includes('--quick') ? fewCounts : usualCounts;
}

export async function main(parameters: readonly string[]): Promise<void> {
  const { aims = [] } = await measureData(countsOf(parameters));
  console.log('');
  for (const aim of aims) console.log(aimLine(aim));
}
