/** The document's way in from the last visit, and out at every change. */
import { defaultProject } from '#graph/project/default-project.ts';
import type { Project } from '#graph/project/project.ts';
import { downloadJson } from '#state/download-json.ts';
import { faultOf } from '#state/engine-events.ts';
import { downloadProject } from '#state/project-file.ts';
import type { Stride } from '#state/stride.ts';
import { holdTabLock } from '#state/tab-lock.ts';
import { createAutosave } from '#storage/autosave.ts';
import type { LoadedProject, ProjectRepository } from '#storage/project-repository.ts';

const saveDelay = 250;

export type DocumentOrigin = LoadedProject | { readonly kind: 'refused'; readonly thrown: unknown };

export interface OpenedDocument {
  readonly project: Project;
  readonly origin: DocumentOrigin;
}

/** The saved document, or a new one where there is none or none that can be read. Never rejects. */
export async function openDocument(repository: ProjectRepository): Promise<OpenedDocument> {
  try {
    const origin = await repository.load();
    return { project: origin.kind === 'found' ? origin.project : defaultProject(), origin };
  } catch (thrown) {
    return { project: defaultProject(), origin: { kind: 'refused', thrown } };
  }
}

/** Says what there is to say about where the document came from. */
export function announceOrigin(stride: Stride, origin: DocumentOrigin): void {
  if (origin.kind === 'refused') announceRefusal(stride, origin.thrown);
  if (origin.kind === 'set-aside') {
    const { reason, record } = origin;
    stride.notices.show({
      tone: 'warning',
      message: 'Your saved network could not be read, so it was set aside and a new one opened.',
      remedy: `${reason} Nothing was deleted: download it to keep it, or to send it to somebody who can mend it.`,
      action: { label: 'Download it', perform: () => downloadJson('set-aside.stride.json', record) },
    });
  }
}

function announceRefusal(stride: Stride, thrown: unknown): void {
  const { message, remedy } = faultOf(thrown);
  stride.notices.show({
    tone: 'warning',
    message,
    remedy,
    action: { label: 'Download project', perform: () => downloadProject(stride) },
  });
}

/** Saves the document at every change, at the latest when the page is left. Gives what saves at once. */
export function bindAutosave(stride: Stride, repository: ProjectRepository): () => Promise<void> {
  const autosave = createAutosave<Project>({
    save: repository.save,
    failed: (thrown) => announceRefusal(stride, thrown),
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
  return autosave.flush;
}

/** Settles with the other tabs which one may change the document. Resolves when that is known. */
export async function bindTabLock(
  stride: Stride,
  repository: ProjectRepository,
  flush: () => Promise<void>,
): Promise<void> {
  const load = async () => {
    const found = await repository.load();
    return found.kind === 'found' ? found.project : null;
  };
  const { locks } = navigator;
  const { takeOver } = await holdTabLock(stride, { locks, channel: new BroadcastChannel('stride-tabs'), flush, load });
  stride.tabLock.setState({ takeOver });
}
