/** Takes the whole project away as one file: what goes in is chosen when its size is known. */
import { formatBytes } from '#base/format.ts';
import type { ProjectEvent, ProjectParts } from '#protocol/project.ts';
import { downloadBlob } from './download-blob.ts';
import { faultOf } from './engine-events.ts';
import { fileNameOf } from './file-name.ts';
import { downloadProject } from './project-file.ts';
import type { ProjectSavingState } from './project-file-store.ts';
import type { Stride } from './stride.ts';

const projectExtension = '.stride';

const put = (stride: Stride, saving: ProjectSavingState) => stride.projectFile.setState({ saving });

/** Asks what is to go into the file. Where the sizes cannot be told, the document goes alone. Never rejects. */
export async function chooseProjectParts(stride: Stride): Promise<void> {
  stride.view.setState({ overlay: 'download-project' });
  if (stride.projectFile.getState().saving.phase === 'writing') return;
  put(stride, { phase: 'measuring' });
  const alone = { document: { bytes: 0 }, weights: null, dataset: null, runs: null };
  const sizes = await stride.engine.project.measure(stride.project.getProject()).catch(() => alone);
  if (stride.projectFile.getState().saving.phase === 'measuring')
    put(stride, { phase: 'choosing', sizes, fault: null });
}

/** Writes the file and hands it over; the document alone goes as text. Never rejects: what fails is shown. */
export async function saveProject(stride: Stride, parts: ProjectParts): Promise<void> {
  const { saving } = stride.projectFile.getState();
  if (saving.phase !== 'choosing') return;
  const { sizes } = saving;
  if (!parts.weights && !parts.dataset && !parts.runs) {
    downloadProject(stride);
    forgetSaving(stride);
    return;
  }
  const project = stride.project.getProject();
  const job = crypto.randomUUID();
  put(stride, { phase: 'writing', sizes, job, done: 0, total: 0 });
  try {
    const file = await stride.engine.project.write({ job, project, parts });
    const name = fileNameOf(project.name, projectExtension);
    downloadBlob(name, file);
    forgetSaving(stride);
    stride.notices.show({ tone: 'info', message: `${name} was downloaded: ${formatBytes(file.size)}.` });
  } catch (thrown) {
    const { code, message, remedy } = faultOf(thrown);
    put(stride, { phase: 'choosing', sizes, fault: code === 'cancelled' ? null : { message, remedy } });
  }
}

export function cancelSaving(stride: Stride): void {
  const { saving } = stride.projectFile.getState();
  if (saving.phase === 'writing') void stride.engine.project.cancel(saving.job).catch(() => undefined);
}

/** Closes the dialog; a file that is being written goes on, and is handed over when it is done. */
export function forgetSaving(stride: Stride): void {
  if (stride.view.getState().overlay === 'download-project') stride.view.setState({ overlay: null });
  put(stride, { phase: 'none' });
}

export function hearProjectFile(stride: Stride, { job, done, total }: ProjectEvent): void {
  const { saving } = stride.projectFile.getState();
  if (saving.phase === 'writing' && saving.job === job) put(stride, { ...saving, done, total });
}
