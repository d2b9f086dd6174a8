/**
 * Runs that have ended. `runs/<run>` holds what is listed, `run-curves/<run>` what it measured, and the file
 * `runs/<run>/weights` its weights. A removed run's record waits under `runs-removed/<run>` until it is swept away.
 */
import { StrideError } from '#base/errors.ts';
import type { FileStore } from './file-store.ts';
import type { RecordStore } from './record-store.ts';
import { readTensorFile, type TensorFile, writeTensorFile } from './tensor-file.ts';

export interface RunForms<Listed, Curves> {
  /** Undefined for what is no run. */
  parseListed(record: unknown): Listed | undefined;
  parseCurves(record: unknown): Curves | undefined;
}

export interface RunRepository<Listed, Curves> {
  /** In the order of their ids. What cannot be read is left out and left alone. */
  list(): Promise<readonly Listed[]>;
  get(run: string): Promise<Listed | undefined>;
  curves(run: string): Promise<Curves | undefined>;
  save(run: string, listed: Listed, curves: Curves): Promise<void>;
  update(run: string, listed: Listed): Promise<void>;
  remove(run: string): Promise<void>;
  bringBack(run: string): Promise<void>;
  /** Deletes what was removed before this repository was made. */
  sweep(): Promise<void>;
  /** Gives the size in bytes. */
  saveWeights(run: string, weights: TensorFile): Promise<number>;
  /** Undefined where there are none. Rejects with `file-damaged`. */
  weights(run: string): Promise<TensorFile | undefined>;
  removeWeights(run: string): Promise<void>;
}

const listedKey = (run: string) => `runs/${run}`;
const removedKey = (run: string) => `runs-removed/${run}`;
const curvesKey = (run: string) => `run-curves/${run}`;
const weightsPath = (run: string) => `runs/${run}/weights`;

export function runRepository<Listed, Curves>(
  records: RecordStore,
  files: FileStore,
  { parseListed, parseCurves }: RunForms<Listed, Curves>,
): RunRepository<Listed, Curves> {
  const removedHere = new Set<string>();

  async function move(from: string, to: string): Promise<void> {
    const record = await records.get(from);
    if (record === undefined) throw noSuchRun();
    await records.put(to, record);
    await records.delete(from);
  }

  return {
    list: async () =>
      (await records.entries('runs/')).map(([, record]) => parseListed(record)).filter((run) => run !== undefined),
    get: async (run) => parseListed(await records.get(listedKey(run))),
    curves: async (run) => parseCurves(await records.get(curvesKey(run))),
    save: (run, listed, curves) =>
      records.putAll([
        [listedKey(run), listed],
        [curvesKey(run), curves],
      ]),
    update: (run, listed) => records.put(listedKey(run), listed),
    async remove(run) {
      await move(listedKey(run), removedKey(run));
      removedHere.add(run);
    },
    async bringBack(run) {
      await move(removedKey(run), listedKey(run));
      removedHere.delete(run);
    },
    async sweep() {
      for (const [key] of await records.entries('runs-removed/')) {
        const run = key.slice('runs-removed/'.length);
        if (removedHere.has(run)) continue;
        await files.remove(`runs/${run}`);
        await records.delete(curvesKey(run));
        await records.delete(key);
      }
    },
    async saveWeights(run, weights) {
      const bytes = await writeTensorFile(weights);
      await files.write(weightsPath(run), bytes);
      return bytes.length;
    },
    async weights(run) {
      const path = weightsPath(run);
      const file = await files.read(path);
      return file && readTensorFile(file, path);
    },
    removeWeights: (run) => files.remove(`runs/${run}`),
  };
}

export function noSuchRun(): StrideError {
  return new StrideError({
    code: 'no-such-run',
    message: 'This run is not kept any more.',
    remedy: 'Reload the page to see the runs that are.',
  });
}
