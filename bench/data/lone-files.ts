/** In the built app: thousands of lone files, not a zip, are dropped on Data at once. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inFreshApp, untilAdded } from './fresh-app.ts';
import { type PageTasks, tasksFrom } from './page-tasks.ts';
import { smallPicture } from './picture-zip.ts';

export interface LoneFiles {
  readonly count: number;
  /** From the drop on: what Chromium does with its list of files before the page hears of it is not the page's. */
  readonly importing: PageTasks;
}

const middle = { x: 720, y: 450 } as const;

export async function dropLoneFiles(url: string, count: number): Promise<LoneFiles> {
  const folder = mkdtempSync(join(tmpdir(), 'stride-bench-'));
  const files = Array.from({ length: count }, (_, number) => {
    const path = join(folder, `${number}.png`);
    writeFileSync(path, smallPicture(number));
    return path;
  });
  const data = { items: [], files, dragOperationsMask: 1 };
  try {
    return await inFreshApp(url, async ({ page }) => {
      const session = await page.context().newCDPSession(page);
      const importing = await tasksFrom('drop', page, async () => {
        for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
          await session.send('Input.dispatchDragEvent', { type, ...middle, data });
        }
        await untilAdded(page);
      });
      return { count, importing };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
