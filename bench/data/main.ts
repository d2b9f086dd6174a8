/**
 * `npm run bench:data`: how fast pictures come into the library, whether its memory stays flat, and whether the page
 * stays free meanwhile and while it is scrolled. Prints tables and keeps the figures as JSON; never fails on a time.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { formatBytes, formatCount } from '#base/format.ts';
import { buildAndPreview } from '../browser/preview.ts';
import { type AppJourney, appJourney } from './app-journey.ts';
import { measureImports } from './measure-imports.ts';

/** Fewer with `STRIDE_BENCH_IMAGES=4000`. */
const most = Number(process.env.STRIDE_BENCH_IMAGES ?? 60_000);
const fewest = 1000;
/** What the peak of the many may be of the peak of the few, to be called flat. */
const flat = 1.25;

function row(figure: string, aim: string, isReached: boolean) {
  return { figure, aim, reached: isReached ? 'yes' : 'no' };
}

function printJourneys(few: AppJourney, many: AppJourney): void {
  const growth = many.rendererBytes.peak / few.rendererBytes.peak;
  const { importing, scrolling } = many;
  const told = (worked: number, whole: number) => `${Math.round(worked)} ms (${Math.round(whole)} ms with waiting)`;
  console.log(`\nIn the app: a zip of ${formatCount(many.count)} pictures is added in Data, then scrolled through`);
  console.table({
    'images a second': { figure: `${Math.round(many.imagesPerSecond)}`, aim: 'none set', reached: '' },
    'memory of page and workers at its peak': row(
      `${formatBytes(many.rendererBytes.peak)}, with ${formatCount(few.count)}: ${formatBytes(few.rendererBytes.peak)}`,
      `flat: at most ${flat} times`,
      growth <= flat,
    ),
    'longest task of the page while importing': row(
      told(importing.longestWork, importing.longest),
      'at most 50 ms',
      importing.over50Work === 0,
    ),
    'longest task of the page while scrolling': row(
      told(scrolling.longestWork, scrolling.longest),
      'at most 50 ms',
      scrolling.over50Work === 0,
    ),
    'tasks over 50 ms, importing and scrolling': row(
      `${importing.over50Work} and ${scrolling.over50Work} (${importing.over50} and ${scrolling.over50} with waiting)`,
      'none',
      importing.over50Work + scrolling.over50Work === 0,
    ),
  });
  console.log('Tasks are those of Chromium’s trace; waiting is time in which other work had the processor.');
}

export async function main(): Promise<void> {
  const imports = await measureImports([
    { kind: 'png-28', count: fewest },
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
    const few = await appJourney(url, fewest);
    const many = await appJourney(url, most);
    printJourneys(few, many);
    const folder = resolve(import.meta.dirname, '../results');
    mkdirSync(folder, { recursive: true });
    writeFileSync(resolve(folder, 'data.json'), `${JSON.stringify({ imports, app: [few, many] }, null, 2)}\n`);
  } finally {
    await server.close();
  }
}
