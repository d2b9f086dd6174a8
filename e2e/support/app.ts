/** How the journeys find their way: every locator is a role and a name that a person would use. */
import { expect, type Locator, type Page } from '@playwright/test';

export type Workspace = 'data' | 'augment' | 'build' | 'train' | 'pretrained' | 'detect';

/** Opens the app in a workspace and waits until the engine has said what it stands on. */
export async function openApp(page: Page, workspace: Workspace = 'build'): Promise<void> {
  await page.goto(`./#/${workspace}`);
  await expect(backendStatus(page)).toContainText(/WebGPU|WebGL|CPU/, { timeout: 60_000 });
}

/** Goes to a workspace by its link in the rail. */
export async function goTo(page: Page, name: 'Data' | 'Augment' | 'Build' | 'Train' | 'Pretrained' | 'Detect') {
  await page.getByRole('navigation', { name: 'Workspaces' }).getByRole('link', { name, exact: true }).click();
}

export const backendStatus = (page: Page): Locator => page.getByRole('status', { name: 'Backend' });
export const palette = (page: Page): Locator => page.getByRole('region', { name: 'Layers', exact: true });
export const canvas = (page: Page): Locator => page.getByRole('region', { name: 'Model', exact: true });
export const settings = (page: Page): Locator => page.getByRole('region', { name: 'Layer settings' });
export const problems = (page: Page): Locator => page.getByRole('list', { name: 'Problems' });
export const summary = (page: Page): Locator => page.getByRole('status', { name: 'Model summary' });
export const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });

/** A node of the canvas, by the beginning of its name: `conv2d_1, Conv2D`. */
export function node(page: Page, name: string): Locator {
  return canvas(page).getByRole('group', { name: new RegExp(`^${name},`) });
}

export interface TrainingChoice {
  readonly samples: number;
  readonly batchSize: number;
  readonly epochs: number;
}

/** Sets a run small enough for a software adapter. */
export async function chooseTraining(page: Page, { samples, batchSize, epochs }: TrainingChoice): Promise<void> {
  await goTo(page, 'Train');
  await page.getByRole('spinbutton', { name: 'Batch size' }).fill(String(batchSize));
  await page.getByRole('spinbutton', { name: 'Epochs' }).fill(String(epochs));
  await page.getByRole('spinbutton', { name: 'Samples to use' }).fill(String(samples));
}
