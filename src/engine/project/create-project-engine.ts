import { StrideError } from '#base/errors.ts';
import type { ProjectEngine } from '#protocol/project.ts';
import type { EngineHost } from '../engine-host.ts';
import type { OpenedArchive } from './open-project.ts';

/** What reads and writes archives is loaded with the first file. */
export function createProjectEngine(host: EngineHost): ProjectEngine {
  const wanted = new Set<string>();
  let count = 0;
  let held: (OpenedArchive & { readonly id: string }) | null = null;

  function holding(id: string): OpenedArchive {
    if (held?.id === id) return held;
    throw new StrideError({
      code: 'no-opened-project',
      message: 'What was read of the project file is no longer held.',
      remedy: 'Open the file again.',
    });
  }

  return {
    measure: async (project) => (await import('./project-parts.ts')).measureProject(host, project),
    async write(request) {
      const { job } = request;
      wanted.add(job);
      try {
        const { writeProject } = await import('./write-project.ts');
        return await writeProject(request, {
          host,
          assertWanted: () => {
            if (!wanted.has(job)) throw cancelled();
          },
        });
      } finally {
        wanted.delete(job);
      }
    },
    cancel: async (job) => {
      wanted.delete(job);
    },
    async open(file) {
      // What was opened before goes first: the weights of two may not fit into memory together.
      held = null;
      const { openProject } = await import('./open-project.ts');
      const opened = await openProject(file);
      held = { ...opened, id: `project-${++count}` };
      return { id: held.id, ...opened.report };
    },
    async keepRuns(id, dataset) {
      const { archive, fileName } = holding(id);
      const { keepCarriedRuns } = await import('./project-runs.ts');
      const from = archive.manifest.dataset?.id;
      const renamed = from !== undefined && dataset !== null ? { from, to: dataset } : null;
      return keepCarriedRuns(host, archive, fileName, renamed);
    },
    async adopt(id) {
      const { network } = holding(id);
      if (network === null) return false;
      const { graph, weights, ...facts } = network;
      await (await host.session()).adopt(graph, weights, facts);
      return true;
    },
    forget: async (id) => {
      if (held?.id === id) held = null;
    },
  };
}

function cancelled(): StrideError {
  return new StrideError({ code: 'cancelled', message: 'The project was not written.', remedy: 'Begin again.' });
}
