/** Opening models of other programs: read, shown, and only then put in place of the network at hand. */
import { analyzeGraph } from '#graph/analyze.ts';
import type { ModelGraph } from '#graph/model-graph.ts';
import { faultOf } from './engine-events.ts';
import { isWholeProject, openWholeProject } from './open-project.ts';
import { readProjectFile } from './project-file.ts';
import { replaceProject } from './share.ts';
import type { Stride } from './stride.ts';

/** What can be opened, and what may lie beside it. */
const modelName = /\.(keras|h5|hdf5|json|stride)$/i;
export const modelFileTypes = '.keras,.h5,.hdf5,.json,.bin,.stride,application/json';
/** A project is small; a longer JSON text is a model, and is left to the worker. */
const maxProjectBytes = 8 * 2 ** 20;

/** The file among these that a model or a project is in; null where there is none. */
export function modelFileAmong(files: readonly File[]): File | null {
  return files.find(({ name }) => modelName.test(name)) ?? null;
}

/** Asks for files and opens the model in them. */
export function chooseModelFile(stride: Stride): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.accept = modelFileTypes;
  input.onchange = () => void openFiles(stride, [...(input.files ?? [])]);
  input.click();
}

/** Reads the model among these files and shows what it holds; a project of Stride's own takes the document's place. */
export async function openFiles(stride: Stride, files: readonly File[]): Promise<void> {
  const file = modelFileAmong(files);
  if (file === null) {
    stride.notices.show({
      tone: 'error',
      message: `${files[0]?.name ?? 'The selection'} is no model file.`,
      remedy: 'Choose a .keras or .h5 file, or a model.json together with its .bin files.',
    });
    return;
  }
  if (isWholeProject(file.name)) return openWholeProject(stride, file);
  if (await openAsProject(stride, file)) return;
  const { opened, view, engine } = stride;
  opened.setState({ phase: 'reading', fileName: file.name }, true);
  view.setState({ overlay: 'opened-model' });
  const isStill = () => {
    const state = opened.getState();
    return state.phase === 'reading' && state.fileName === file.name;
  };
  try {
    const companions = files.filter((each) => each !== file);
    const report = await engine.exchange.openModel(file, companions);
    if (isStill()) opened.setState({ phase: 'ready', fileName: file.name, report }, true);
    else await engine.exchange.forgetModel(report.id);
  } catch (thrown) {
    const { message, remedy } = faultOf(thrown);
    if (isStill()) opened.setState({ phase: 'failed', fileName: file.name, message, remedy }, true);
  }
}

/** Whether the file was a project, which is then open. */
async function openAsProject(stride: Stride, file: File): Promise<boolean> {
  if (!/\.json$/i.test(file.name) || file.size > maxProjectBytes) return false;
  const text = await file.text();
  const read = readProjectFile(text);
  if (read.ok) await replaceProject(stride, `Open ${file.name}`, read.value);
  return read.ok;
}

/** Leaves the document as it is. */
export function dismissOpened(stride: Stride): void {
  const state = stride.opened.getState();
  stride.opened.setState({ phase: 'none' }, true);
  if (state.phase === 'ready') void stride.engine.exchange.forgetModel(state.report.id).catch(() => undefined);
}

/** Puts the opened model in place of the network at hand, as one step, and its weights with it. */
export async function replaceByOpened(stride: Stride): Promise<void> {
  const state = stride.opened.getState();
  if (state.phase !== 'ready') return;
  const { report, fileName } = state;
  stride.opened.setState({ phase: 'none' }, true);
  const project = stride.project.getProject();
  const name = report.name.slice(0, 200);
  await replaceProject(stride, `Open ${fileName}`, { ...project, name, graph: report.graph });
  if (report.hasWeights) adoptWhenSound(stride, report.id, report.graph);
}

/**
 * Gives the network its weights as soon as it can be built: at once, or when what Stride lacks has been replaced or
 * removed. Gives up when another document is opened.
 */
function adoptWhenSound(stride: Stride, id: string, opened: ModelGraph): void {
  const layers = new Set(opened.nodes);
  let isUnderWay = false;
  const attempt = async () => {
    const { graph, dataset } = stride.project.getProject();
    if (isUnderWay || !graph.nodes.some((node) => layers.has(node))) return;
    if (analyzeGraph(graph).problems.some(({ severity }) => severity === 'error')) return;
    isUnderWay = true;
    stop();
    try {
      await stride.engine.exchange.adoptModel(id, graph, dataset);
      stride.training.setState({ trainedGraph: graph });
    } catch (thrown) {
      const { code, message, remedy } = faultOf(thrown);
      if (code !== 'no-opened-model') stride.notices.show({ tone: 'error', message, remedy });
    }
  };
  const stop = stride.project.store.subscribe(() => void attempt());
  void attempt();
}
