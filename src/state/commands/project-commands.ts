import { templates } from '#graph/templates/index.ts';
import { chooseModelFile } from '../open-model.ts';
import { openProjectFile } from '../project-file.ts';
import { chooseProjectParts } from '../save-project.ts';
import type { Stride } from '../stride.ts';
import type { Command } from './command.ts';

/** Replaces the graph by a template made for the data set at hand; one undoable step. */
export function openTemplate(stride: Stride, templateId: string): void {
  const template = templates.find(({ id }) => id === templateId);
  if (!template) return;
  const dataset = stride.dataset.getState();
  const sampleShape = dataset.phase === 'ready' ? dataset.info.sampleShape : [28, 28, 1];
  const classCount = dataset.phase === 'ready' ? dataset.info.classNames.length : 10;
  const graph = template.build(sampleShape, classCount);
  stride.project.edit(`Open ${template.name}`, (project) => ({ ...project, graph }));
  stride.selection.select([]);
}

const download: Command = {
  id: 'project.download',
  group: 'Project',
  label: () => 'Download project',
  perform: chooseProjectParts,
};

const openFile: Command = {
  id: 'project.open-file',
  group: 'Project',
  label: () => 'Open project file',
  perform: openProjectFile,
};

const openModel: Command = {
  id: 'project.open-model',
  group: 'Project',
  label: () => 'Open model…',
  perform: chooseModelFile,
};

const exportModel: Command = {
  id: 'project.export',
  group: 'Project',
  label: () => 'Export…',
  perform: (stride) => stride.view.setState({ overlay: 'export' }),
};

const copyPython: Command = {
  id: 'project.copy-python',
  group: 'Project',
  label: () => 'Copy Python',
  perform: (stride) => stride.view.setState({ overlay: 'python' }),
};

const copyTypescript: Command = {
  id: 'project.copy-typescript',
  group: 'Project',
  label: () => 'Copy TypeScript',
  perform: (stride) => stride.view.setState({ overlay: 'typescript' }),
};

const clear: Command = {
  id: 'project.clear',
  group: 'Project',
  label: () => 'Empty the canvas',
  isEnabled: (stride) => stride.project.getProject().graph.nodes.length > 0,
  perform: (stride) => {
    stride.project.edit('Empty the canvas', (project) => ({ ...project, graph: { nodes: [], edges: [] } }));
    stride.selection.select([]);
  },
};

const templateCommands = templates.map(
  ({ id, name }): Command => ({
    id: `project.template-${id}`,
    group: 'Project',
    label: () => `Template: ${name}`,
    perform: (stride) => {
      openTemplate(stride, id);
      stride.view.setState({ workspace: 'build' });
    },
  }),
);

export const projectCommands: readonly Command[] = [
  download,
  openFile,
  openModel,
  exportModel,
  copyPython,
  copyTypescript,
  clear,
  ...templateCommands,
];
