/** The document alone as a file of text; `save-project.ts` and `open-project.ts` do whole projects. */
import { messageOf } from '#base/errors.ts';
import { failure, type Result } from '#base/result.ts';
import { parseProject } from '#graph/project/parse-project.ts';
import type { Project } from '#graph/project/project.ts';
import { downloadJson } from './download-json.ts';
import { fileNameOf } from './file-name.ts';
import { isWholeProject, openWholeProject } from './open-project.ts';
import { replaceProject } from './share.ts';
import type { Stride } from './stride.ts';

const extension = '.stride.json';

export function downloadProject(stride: Stride): void {
  const project = stride.project.getProject();
  downloadJson(fileNameOf(project.name, extension), project);
}

/** Reads a document from a file's text; the fault says in a sentence what is wrong with it. */
export function readProjectFile(text: string): Result<Project, string> {
  try {
    return parseProject(JSON.parse(text));
  } catch (thrown) {
    return failure(`It is not a Stride project: ${messageOf(thrown)}.`);
  }
}

/** Asks for a file: a whole project is shown first, a document alone takes the place of the one at hand, which is kept. */
export function openProjectFile(stride: Stride): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.stride,.json,application/json';
  input.onchange = async () => {
    const file = input.files?.[0];
    if (!file) return;
    if (isWholeProject(file.name)) return openWholeProject(stride, file);
    const read = readProjectFile(await file.text());
    if (read.ok) {
      await replaceProject(stride, `Open ${file.name}`, read.value);
    } else {
      stride.notices.show({
        tone: 'error',
        message: `${file.name} could not be opened. ${read.fault}`,
        remedy: `Choose a file that “Download project” made; its name ends in .stride or ${extension}.`,
      });
    }
  };
  input.click();
}
