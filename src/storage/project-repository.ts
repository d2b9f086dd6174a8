/**
 * The document between visits. What was saved is data from outside: it is parsed, and a record that does not parse is
 * set aside, never deleted, so that a newer version or a person can still read it.
 */

import type { Result } from '#base/result.ts';
import type { Project } from '#graph/project/project.ts';
import type { RecordStore } from './record-store.ts';

const currentProject = 'project/current';

export type LoadedProject =
  | { readonly kind: 'none' }
  | { readonly kind: 'found'; readonly project: Project }
  | { readonly kind: 'set-aside'; readonly record: unknown; readonly reason: string };

export interface ProjectRepository {
  /** Rejects with `storage-refused` where the browser lets nothing be stored. */
  load(): Promise<LoadedProject>;
  save(project: Project): Promise<void>;
}

export function projectRepository(
  records: RecordStore,
  parse: (record: unknown) => Result<Project, string>,
): ProjectRepository {
  return {
    async load() {
      const record = await records.get(currentProject);
      if (record === undefined) return { kind: 'none' };
      const parsed = parse(record);
      if (parsed.ok) return { kind: 'found', project: parsed.value };
      await records.setAside(currentProject, parsed.fault);
      return { kind: 'set-aside', record, reason: parsed.fault };
    },
    save: (project) => records.put(currentProject, project),
  };
}
