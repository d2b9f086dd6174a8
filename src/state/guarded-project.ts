import type { ProjectStore } from './project-store.ts';

/** The same document, which changes only while `mayChange` says so; who tries meanwhile is refused by `refuse`. */
export function guardedProject(project: ProjectStore, mayChange: () => boolean, refuse: () => void): ProjectStore {
  const guarded =
    <Parameters extends readonly unknown[]>(change: (...parameters: Parameters) => void) =>
    (...parameters: Parameters) => {
      if (mayChange()) change(...parameters);
      else refuse();
    };
  return {
    ...project,
    edit: guarded(project.edit),
    undo: guarded(project.undo),
    redo: guarded(project.redo),
    open: guarded(project.open),
  };
}
