/** Drawing digits as a person does, with the mouse on the pad. */
import { expect, type Page } from '@playwright/test';

/** Points of a seven on a pad of side 1: the bar, then the slanted stem. */
const seven = [
  [0.28, 0.26],
  [0.5, 0.25],
  [0.72, 0.25],
  [0.62, 0.45],
  [0.52, 0.65],
  [0.45, 0.82],
] as const;

export async function drawSeven(page: Page): Promise<void> {
  const pad = page
    .getByRole('region', { name: 'Try it' })
    .locator('canvas[tabindex="0"], [role="application"]')
    .first();
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  expect(box, 'the drawing pad is on screen').not.toBeNull();
  if (!box) return;
  const [first, ...rest] = seven.map(([x, y]) => [box.x + x * box.width, box.y + y * box.height] as const);
  if (!first) return;
  await page.mouse.move(...first);
  await page.mouse.down();
  for (const point of rest) await page.mouse.move(...point, { steps: 6 });
  await page.mouse.up();
}
