/**
 * `npm run bench`: everything that is measured, in one Chromium, part by part. Prints tables and, at the end, a line for
 * each thing that was aimed at; keeps the figures as JSON; never fails on a time. All sides of a comparison take turns in
 * one page, so their ratios hold on a machine whose speed drifts.
 *
 * `npm run bench -- steps export` runs these parts alone, `--quick` takes a short look, `--only=mobilenet` leaves out
 * other networks and kernels, `--batch=8` makes smaller steps, `--list` names the parts.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Browser } from '@playwright/test';
import { messageOf } from '#base/errors.ts';
import { launchChromium } from './browser/preview.ts';
import { type Aim, aimLine, type PartContext } from './part.ts';
import { dataPart, parts } from './parts.ts';

const file = resolve(import.meta.dirname, 'results/browser.json');

/** The figures of parts that are not measured now stay as they are. */
function keep(measured: Readonly<Record<string, unknown>>): void {
  mkdirSync(resolve(file, '..'), { recursive: true });
  const before: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  writeFileSync(file, `${JSON.stringify(Object.assign({}, before, measured), null, 2)}\n`);
}

/** What stands behind `--name=`. */
function optionOf(parameters: readonly string[], name: string): string | undefined {
  return parameters.find((parameter) => parameter.startsWith(`--${name}=`))?.slice(name.length + 3);
}

export async function main(parameters: readonly string[]): Promise<void> {
  const all = [...parts, dataPart];
  const names = parameters.filter((parameter) => !parameter.startsWith('--'));
  const unknown = names.find((name) => !all.some((part) => part.name === name));
  if (unknown !== undefined || parameters.includes('--list')) {
    if (unknown !== undefined) console.log(`There is no part “${unknown}”.`);
    console.log('Parts:');
    for (const { name, about } of all) console.log(`  ${name.padEnd(12)} ${about}`);
    return;
  }
  const batch = optionOf(parameters, 'batch');
  const launched: Promise<Browser>[] = [];
  const context: PartContext = {
    browser: () => {
      const browser = launched[0] ?? launchChromium();
      launched[0] = browser;
      return browser;
    },
    isQuick: parameters.includes('--quick'),
    only: optionOf(parameters, 'only') ?? '',
    batch: batch === undefined ? null : Number(batch),
  };
  const isWhole = !context.isQuick && context.only === '' && context.batch === null;
  const aims: Aim[] = [];
  const failures: string[] = [];
  try {
    for (const part of names.length > 0 ? all.filter(({ name }) => names.includes(name)) : parts) {
      console.error(`\n${part.name}: ${part.about}`);
      try {
        const { figures, aims: own = [] } = await part.run(context);
        aims.push(...own);
        if (figures !== null && isWhole) keep({ [part.name]: figures });
      } catch (thrown) {
        // The others can still be measured.
        failures.push(`${part.name} could not be measured: ${messageOf(thrown)}`);
      }
    }
  } finally {
    await (await launched[0])?.close();
  }
  console.log('');
  for (const aim of aims) console.log(aimLine(aim));
  for (const failure of failures) console.log(failure);
}
