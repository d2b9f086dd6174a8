/** axe finds nothing on any workspace, in dark and in light, on a desk and on a phone; nothing scrolls sideways. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { openApp, type Workspace } from './support/app.ts';

const workspaces: readonly Workspace[] = ['data', 'augment', 'build', 'train', 'pretrained', 'detect'];
const screens = [
  { name: 'desk', width: 1440, height: 900 },
  { name: 'phone', width: 390, height: 844 },
] as const;

for (const colorScheme of ['dark', 'light'] as const) {
  for (const { name, width, height } of screens) {
    test(`every workspace is accessible, ${colorScheme}, ${name}`, async ({ browser }) => {
      const context = await browser.newContext({ colorScheme, viewport: { width, height }, reducedMotion: 'reduce' });
      const page = await context.newPage();
      for (const workspace of workspaces) {
        await openApp(page, workspace);
        await expect(page.getByRole('main')).toBeVisible();
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(
          violations.map(({ id, nodes }) => `${workspace}: ${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
        ).toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(overflow, `${workspace} scrolls sideways`).toBeLessThanOrEqual(0);
      }
      await context.close();
    });
  }
}
