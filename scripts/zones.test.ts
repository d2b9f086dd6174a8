/**
 * The zones of the architecture hold by construction: an upward import does not compile, and an npm package outside a
 * zone's column does not lint. Both are shown here by trying, under the zones' own configurations.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');

/** From the ground up; a zone may import from the levels below its own. */
const levels = [
  ['base'],
  ['graph', 'vision', 'data'],
  ['formats', 'zoo', 'storage'],
  ['protocol'],
  ['engine', 'state'],
  ['ui'],
  ['app'],
];
const zones = levels.flat();
const levelOf = (zone: string) => levels.findIndex((level) => level.includes(zone));

/** Zones that may not meet although the levels would let them. */
const apart = [{ importer: 'ui', imported: 'engine' }];

mkdirSync(join(root, '.cache'), { recursive: true });
const trials = mkdtempSync(join(root, '.cache/zones-'));
afterAll(() => rmSync(trials, { recursive: true, force: true }));

/** What the command prints, whether it succeeds or not. */
function outputOf(tool: string, parameters: readonly string[], cwd = root): string {
  try {
    const binary = join(root, 'node_modules/.bin', tool);
    return execFileSync(binary, parameters, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (thrown) {
    const { stdout, stderr } = thrown as { stdout: string; stderr: string };
    return stdout + stderr;
  }
}

/** A source file of the zone to import, if the zone has any yet. */
function sourceOf(zone: string): string | undefined {
  const folder = join(root, 'src', zone);
  const file = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((name) =>
    /(?<!\.test)\.tsx?$/.test(name),
  );
  return file && join(folder, file);
}

/** Compiles, as a part of `zone`, one file that imports each of these source files; returns the compiler's words. */
function compileWithin(zone: string, sources: readonly string[]): string {
  const own = join(root, 'src', zone, 'tsconfig.json');
  const { references } = JSON.parse(readFileSync(own, 'utf8')) as { references: { path: string }[] };
  const file = join(trials, `${zone}.ts`);
  const config = join(trials, `${zone}.json`);
  writeFileSync(file, sources.map((source) => `import '${source}';`).join('\n'));
  writeFileSync(
    config,
    JSON.stringify({
      extends: own,
      compilerOptions: { outDir: join(trials, 'out'), tsBuildInfoFile: join(trials, `${zone}.tsbuildinfo`) },
      include: [],
      files: [file],
      references: references.map(({ path }) => ({ path: resolve(root, 'src', zone, path) })),
    }),
  );
  return outputOf('tsc', ['-p', config]);
}

describe.each(zones)('the zone %s', (zone) => {
  const others = zones.filter((other) => other !== zone && sourceOf(other) !== undefined);
  const isForbidden = (other: string) =>
    levelOf(other) >= levelOf(zone) || apart.some(({ importer, imported }) => importer === zone && imported === other);

  test('compiles with imports from below, and with none from above or beside', () => {
    const words = compileWithin(
      zone,
      others.map((other) => sourceOf(other) ?? ''),
    );
    for (const other of others) {
      const refusal = new RegExp(`error TS6307: File '[^']*/src/${other}/`);
      if (isForbidden(other)) expect(words, `${zone} importing ${other}`).toMatch(refusal);
      else expect(words, `${zone} importing ${other}`).not.toMatch(refusal);
    }
  });
});

/** Which zones may import each of these packages. */
const importers: Readonly<Record<string, readonly string[]>> = {
  react: ['ui', 'app'],
  '@xyflow/react': ['ui'],
  '@tensorflow/tfjs': ['engine'],
  '@tensorflow/tfjs-backend-webgpu': ['engine'],
  comlink: ['engine', 'app'],
  valibot: ['graph', 'data', 'formats'],
  'zustand/vanilla': ['state', 'ui'],
  zundo: ['state'],
  idb: ['storage'],
  uplot: ['ui'],
  tinykeys: ['app'],
  'node:fs': [],
};

test('each zone lints with the npm packages of its column only', () => {
  const folder = join(trials, 'npm');
  const config = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8')) as Record<string, unknown>;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'biome.json'), JSON.stringify({ ...config, root: true, vcs: { enabled: false } }));
  for (const zone of zones) {
    mkdirSync(join(folder, 'src', zone), { recursive: true });
    for (const [index, name] of Object.keys(importers).entries()) {
      writeFileSync(join(folder, 'src', zone, `trial-${index}.ts`), `import '${name}';\n`);
    }
  }
  const words = outputOf(
    'biome',
    ['lint', '--only=style/noRestrictedImports', '--max-diagnostics=none', '--reporter=github'],
    folder,
  );
  for (const zone of zones) {
    const refused = Object.keys(importers).filter((_, index) => words.includes(`src/${zone}/trial-${index}.ts`));
    const expected = Object.keys(importers).filter((name) => !importers[name]?.includes(zone));
    expect(refused, `packages refused in ${zone}`).toEqual(expected);
  }
});
