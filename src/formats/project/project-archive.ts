/**
 * A project as one file, a zip: `stride.json`, then by choice `weights.safetensors`, `runs/<run>.json` with the run's weights
 * in `runs/<run>.safetensors`, and `data-set.zip`. Reads what others may have made or damaged: names and sizes are judged before
 * anything is unpacked.
 */
import * as v from 'valibot';
import { StrideError } from '#base/errors.ts';
import { parseProject } from '#graph/project/parse-project.ts';
import { fileFault } from '../file-fault.ts';
import { parseJson } from '../json-text.ts';
import { maxFileBytes, maxJsonBytes } from '../limits.ts';
import type { ZipLimits } from '../zip-limits.ts';
import { type RandomAccess, readZip, type ZipFileEntry } from '../zip-reader.ts';
import { manifestFormat, manifestSchema, manifestVersion, type ProjectManifest } from './project-manifest.ts';
import { type CarriedRun, parseRun } from './run-text.ts';

export const manifestPath = 'stride.json';
export const weightsPath = 'weights.safetensors';
export const datasetPath = 'data-set.zip';
export const runPath = (run: string): string => `runs/${run}.json`;
export const runWeightsPath = (run: string): string => `runs/${run}.safetensors`;
const isRunPath = (path: string) => /^runs\/[\w-]{1,80}\.json$/.test(path);
const isRunWeightsPath = (path: string) => /^runs\/[\w-]{1,80}\.safetensors$/.test(path);

/** Of all runs together: some thousand of them. */
export const maxRunsBytes = 2 ** 28;
export const maxRuns = 10_000;
/** Of the weights of all runs together. */
export const maxRunWeightsBytes = 2 ** 30;

const limits: ZipLimits = {
  entries: 2 * maxRuns + 3,
  entryBytes: maxFileBytes,
  // The weights of runs are read twice: to check them, and to keep them.
  totalBytes: maxFileBytes + maxRunsBytes + 2 * maxRunWeightsBytes + maxJsonBytes,
  ratio: 200,
  ratioFromBytes: 4e6,
};

export interface ProjectArchive {
  readonly manifest: ProjectManifest;
  /** A safetensors file; null where the manifest speaks of none. */
  readonly weights: Uint8Array | null;
  readonly runs: readonly CarriedRun[];
  /** By run, those that have any: a safetensors file, read anew at every call. */
  readonly runWeights: ReadonlyMap<string, () => Promise<Uint8Array>>;
  /** Where in the file the data set's zip lies, unread; null where the manifest speaks of none. */
  readonly dataset: { readonly start: number; readonly end: number } | null;
}

/** Throws a `StrideError` that names the file: `unreadable-file`, `zip-bomb`, `zip-damaged`, `zip-encrypted`. */
export async function readProjectArchive(source: RandomAccess, fileName: string): Promise<ProjectArchive> {
  const entries = await entriesOf(source, fileName);
  const manifest = await manifestOf(entries, fileName);
  const runs: CarriedRun[] = [];
  let runsBytes = 0;
  for (const [path, entry] of entries) {
    if (!isRunPath(path)) continue;
    const bytes = await entry.read(maxJsonBytes);
    runsBytes += bytes.length;
    if (runsBytes > maxRunsBytes) throw fileFault(fileName, `its runs take more than ${maxRunsBytes / 2 ** 20} MiB`);
    const run = parseRun(parseJson(bytes, `${path} in ${fileName}`));
    if (run === undefined || runPath(run.listed.origin.run) !== path)
      throw fileFault(fileName, `its ${path} is not a run that this Stride can read`);
    runs.push(run);
  }
  const runWeights = runWeightsIn(entries, runs, fileName);
  return {
    manifest,
    weights: manifest.weights && (await needed(entries, weightsPath, fileName).read()),
    runs,
    runWeights,
    dataset: manifest.dataset && (await datasetPlace(needed(entries, datasetPath, fileName), fileName)),
  };
}

function runWeightsIn(
  entries: ReadonlyMap<string, ZipFileEntry>,
  runs: readonly CarriedRun[],
  fileName: string,
): ProjectArchive['runWeights'] {
  const known = new Map(runs.map(({ listed }) => [runWeightsPath(listed.origin.run), listed.origin.run]));
  const found = new Map<string, () => Promise<Uint8Array>>();
  let bytes = 0;
  for (const [path, entry] of entries) {
    const { size } = entry;
    if (!isRunWeightsPath(path)) continue;
    const run = known.get(path);
    if (run === undefined) throw fileFault(fileName, `its ${path} belongs to no run in it`);
    bytes += size;
    if (bytes > maxRunWeightsBytes)
      throw fileFault(fileName, `the weights of its runs take more than ${maxRunWeightsBytes / 2 ** 20} MiB`);
    found.set(run, () => entry.read(size));
  }
  return found;
}

async function entriesOf(source: RandomAccess, fileName: string): Promise<ReadonlyMap<string, ZipFileEntry>> {
  const entries = new Map<string, ZipFileEntry>();
  for await (const entry of readZip(source, fileName, limits)) {
    const { path } = entry;
    const isKnown =
      path === manifestPath ||
      path === weightsPath ||
      path === datasetPath ||
      isRunPath(path) ||
      isRunWeightsPath(path);
    if (!isKnown) throw fileFault(fileName, `it holds “${path.slice(0, 80)}”, which is no part of a project`);
    if (entries.has(path)) throw fileFault(fileName, `it holds ${path} twice`);
    entries.set(path, entry);
  }
  return entries;
}

function needed(entries: ReadonlyMap<string, ZipFileEntry>, path: string, fileName: string): ZipFileEntry {
  const entry = entries.get(path);
  if (entry === undefined) throw fileFault(fileName, `${path} is missing in it`);
  return entry;
}

async function manifestOf(entries: ReadonlyMap<string, ZipFileEntry>, fileName: string): Promise<ProjectManifest> {
  const value = parseJson(await needed(entries, manifestPath, fileName).read(maxJsonBytes), fileName);
  const { format, version, project } = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (format !== manifestFormat) throw fileFault(fileName, 'it is no Stride project');
  if (typeof version === 'number' && version > manifestVersion) throw newer(fileName, version);
  const document = parseProject(project);
  if (!document.ok) throw fileFault(fileName, `its project is damaged. ${document.fault.replace(/\.$/, '')}`);
  const parsed = v.safeParse(manifestSchema, value);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw fileFault(fileName, `its ${manifestPath} is damaged at ${v.getDotPath(issue) ?? 'its root'}: ${issue.message}`);
}

async function datasetPlace(entry: ZipFileEntry, fileName: string) {
  const place = await entry.place();
  if (place === null) throw fileFault(fileName, `its ${datasetPath} is packed or locked, and it has to lie open`);
  return place;
}

function newer(fileName: string, version: number): StrideError {
  return new StrideError({
    code: 'unreadable-file',
    message: `${fileName} was saved by a newer Stride (version ${version}; this one reads up to ${manifestVersion}).`,
    remedy: 'Open it with that Stride, or reload this page to get the newest.',
  });
}
