/** Documents that others took the place of, the latest first. Only so many are kept; the oldest go. */
import type { Result } from '#base/result.ts';
import type { Project } from '#graph/project/project.ts';
import type { RecordStore } from './record-store.ts';

const prefix = 'project/kept/';
const most = 20;

export interface KeptProject {
  readonly key: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly project: Project;
}

export interface KeptProjects {
  /** Rejects with `storage-refused` where the browser lets nothing be stored. */
  keep(project: Project, time: number): Promise<void>;
  /** Those that can still be read. */
  list(): Promise<readonly KeptProject[]>;
}

export function keptProjects(records: RecordStore, parse: (record: unknown) => Result<Project, string>): KeptProjects {
  const entries = async () => (await records.entries(prefix)).toReversed();
  return {
    async keep(project, time) {
      // Times of one length stand in the order of the keys.
      await records.put(`${prefix}${String(time).padStart(16, '0')}`, project);
      for (const [key] of (await entries()).slice(most)) await records.delete(key);
    },
    async list() {
      return (await entries()).flatMap(([key, record]) => {
        const parsed = parse(record);
        return parsed.ok ? [{ key, time: Number(key.slice(prefix.length)), project: parsed.value }] : [];
      });
    },
  };
}
