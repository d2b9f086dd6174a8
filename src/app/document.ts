/** The document's way in from the last visit, and out at every change. */
import { StrideError } from '#base/errors.ts';
import { defaultProject } from '#graph/project/default-project.ts';
import type { Project } from '#graph/project/project.ts';
import { downloadJson } from '#state/download-json.ts';
import type { Notice } from '#state/notices-store.ts';
import { downloadProject } from '#state/project-file.ts';
import type { Stride } from '#state/stride.ts';
import { createAutosave } from '#storage/autosave.ts';
import type { ProjectRepository } from '#storage/project-repository.ts';

const saveDelay = 250;

export interface OpenedDocument {
  readonly project: Project;
  /** What there is to say about the way in. */
  readonly notice: Omit<Notice, 'id'> | null;
}

/** The saved document, or a new one where there is none or none that can be read. Never rejects. */
export async function openDocument(repository: ProjectRepository): Promise<OpenedDocument> {
  try {
    const loaded = await repository.load();
    switch (loaded.kind) {
      case 'found':
        return { project: loaded.project, notice: null };
      case 'none':
        return { project: defaultProject(), notice: null };
      case 'set-aside':
        return {
          project: defaultProject(),
          notice: {
            tone: 'warning',
            message: `Your saved network could not be read, so it was set aside and a new one opened. ${loaded.reason}`,
            remedy: 'Nothing was deleted. Download it to keep it, or to send it to somebody who can mend it.',
            action: {
              label: 'Download it',
              perform: () => downloadJson('set-aside.stride.json', loaded.record),
            },
          },
        };
    }
  } catch (thrown) {
    return { project: defaultProject(), notice: storageNotice(thrown) };
  }
}

function storageNotice(thrown: unknown): Omit<Notice, 'id'> {
  if (thrown instanceof StrideError) {
    return {
      tone: 'warning',
      message: thrown.message,
      ...(thrown.remedy === undefined ? {} : { remedy: thrown.remedy }),
    };
  }
  return { tone: 'warning', message: 'Your network could not be saved.', remedy: 'Download your project to keep it.' };
}

/** Saves the document at every change, at the latest when the page is left. */
export function bindAutosave(stride: Stride, repository: ProjectRepository): void {
  const autosave = createAutosave<Project>({
    save: repository.save,
    failed: (thrown) =>
      stride.notices.show({
        ...storageNotice(thrown),
        action: { label: 'Download project', perform: () => downloadProject(stride) },
      }),
    delay: saveDelay,
  });
  stride.project.store.subscribe(({ project }, before) => {
    if (project !== before.project) autosave.changed(project);
  });
  const flush = () => void autosave.flush();
  window.addEventListener('pagehide', flush);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') flush();
  });
}
