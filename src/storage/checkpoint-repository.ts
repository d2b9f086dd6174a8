/**
 * The checkpoints of runs that have not ended: `checkpoints/<run>/<step>`. Each is written whole or not at all, and the
 * last three of a run are kept, so that one that was damaged on the disk leaves the one before.
 */
import type { FileStore, StoredFile } from './file-store.ts';
import { readTensorFile, type TensorFile, writeTensorFile } from './tensor-file.ts';

const folder = 'checkpoints';
const kept = 3;

export interface FoundCheckpoint<Value> {
  /** Null where none of the run's files can be read. */
  readonly value: Value | null;
  /** Newer files that could not be read, and why. */
  readonly refused: readonly { readonly path: string; readonly thrown: unknown }[];
}

export interface CheckpointRepository<Value> {
  /**
   * Saves a run's state after so many steps. Gives its size in bytes. Where the disk is full, the oldest ones go first;
   * rejects with `storage-full` where even so there is no room, and then the newest one from before stands.
   */
  save(run: string, step: number, value: Value): Promise<number>;
  /** The newest one of a run that can be read. */
  newest(run: string): Promise<FoundCheckpoint<Value>>;
  /** Every run that has checkpoints, the ones begun last first where their ids sort by time. */
  runs(): Promise<readonly string[]>;
  remove(run: string): Promise<void>;
}

export interface CheckpointForm<Value> {
  write(value: Value): TensorFile;
  /** Throws what is wrong with a file of this path. */
  parse(file: TensorFile, path: string): Value;
}

export function checkpointRepository<Value>(
  files: FileStore,
  form: CheckpointForm<Value>,
): CheckpointRepository<Value> {
  const pathOf = (run: string, step: number) => `${folder}/${run}/${String(step).padStart(12, '0')}`;
  /** The newest first. */
  const ofRun = async (run: string): Promise<StoredFile[]> =>
    [...(await files.list(`${folder}/${run}`))].sort((one, other) => (one.path < other.path ? 1 : -1));

  async function writeMakingRoom(path: string, run: string, bytes: Uint8Array): Promise<void> {
    for (;;) {
      try {
        return await files.write(path, bytes);
      } catch (thrown) {
        const [, ...older] = (await ofRun(run)).filter((file) => file.path !== path);
        const oldest = older.at(-1);
        if (oldest === undefined || !isStorageFull(thrown)) throw thrown;
        await files.remove(oldest.path);
      }
    }
  }

  return {
    async save(run, step, value) {
      const bytes = await writeTensorFile(form.write(value));
      await writeMakingRoom(pathOf(run, step), run, bytes);
      for (const { path } of (await ofRun(run)).slice(kept)) await files.remove(path);
      return bytes.length;
    },
    async newest(run) {
      const refused: { path: string; thrown: unknown }[] = [];
      for (const { path } of await ofRun(run)) {
        try {
          const file = await files.read(path);
          if (file !== undefined) return { value: form.parse(await readTensorFile(file, path), path), refused };
        } catch (thrown) {
          refused.push({ path, thrown });
        }
      }
      return { value: null, refused };
    },
    async runs() {
      const names = (await files.list(folder)).map(({ path }) => path.split('/')[1] ?? '');
      return [...new Set(names)].sort().reverse();
    },
    remove: (run) => files.remove(`${folder}/${run}`),
  };
}

function isStorageFull(thrown: unknown): boolean {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown && thrown.code === 'storage-full';
}
