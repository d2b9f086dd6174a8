/**
 * The document in memory, with undo. Every change has a name ("Add Conv2D"), which is what Undo and Redo say they
 * will do. A gesture that makes many changes, such as a drag or a slider, gives them one `gesture` key and is undone
 * as one step.
 */
import { temporal } from 'zundo';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Project } from '#graph/project/project.ts';

interface ProjectState {
  readonly project: Project;
  /** The name of the change that led here. */
  readonly step: string;
}

export interface ProjectHistory {
  /** What Undo would take back, and Redo bring back; null where there is nothing. */
  readonly undo: string | null;
  readonly redo: string | null;
}

export type ProjectStore = ReturnType<typeof createProjectStore>;

const historyLimit = 500;

export function createProjectStore(initial: Project) {
  const store = createStore<ProjectState>()(
    temporal((): ProjectState => ({ project: initial, step: '' }), {
      limit: historyLimit,
      equality: (past, current) => past.project === current.project,
    }),
  );
  let openGesture: string | null = null;

  return {
    getProject: (): Project => store.getState().project,

    /** The store to subscribe to; its `project` changes identity exactly when the document changes. */
    store: store as StoreApi<ProjectState>,

    /** Hears when what Undo and Redo offer may have changed. */
    history: store.temporal,

    /** Applies a pure change. A change that returns the same project is no step. */
    edit(step: string, change: (project: Project) => Project, gesture: string | null = null): void {
      const { project } = store.getState();
      const changed = change(project);
      if (changed === project) return;
      const continues = gesture !== null && gesture === openGesture;
      openGesture = gesture;
      const history = store.temporal.getState();
      if (continues) history.pause();
      store.setState({ project: changed, step });
      if (continues) history.resume();
    },

    /** Ends the gesture under way, so that the next change with the same key is a step of its own. */
    endGesture(): void {
      openGesture = null;
    },

    undo(): void {
      openGesture = null;
      store.temporal.getState().undo();
    },

    redo(): void {
      openGesture = null;
      store.temporal.getState().redo();
    },

    /** Puts another document in place, as when one is opened: the history starts anew. */
    open(project: Project): void {
      openGesture = null;
      store.setState({ project, step: '' });
      store.temporal.getState().clear();
    },

    offers(): ProjectHistory {
      const { pastStates, futureStates } = store.temporal.getState();
      return {
        undo: pastStates.length > 0 ? store.getState().step : null,
        redo: futureStates.at(-1)?.step ?? null,
      };
    },
  };
}
