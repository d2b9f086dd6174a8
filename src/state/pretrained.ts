/** Choosing a published network, loading its weights, asking it, and opening it in Build. */
import type { PretrainedChoice, PretrainedEvent } from '#protocol/pretrained.ts';
import { editGraph } from './edit-graph.ts';
import { faultOf } from './engine-events.ts';
import { measuredKey } from './pretrained-store.ts';
import type { Stride } from './stride.ts';
import { forgetDownload, refreshKept } from './weights.ts';

/** What loading is called in events; one network is loaded at a time. */
export const pretrainedJob = 'pretrained';

export function hearOpening({ pretrained }: Stride, { type: _, job, ...at }: PretrainedEvent): void {
  const { loading } = pretrained.getState();
  if (job === pretrainedJob && loading.phase === 'loading') pretrained.setState({ loading: { ...loading, at } });
}

export function choosePretrained({ pretrained }: Stride, change: Partial<PretrainedChoice>): void {
  pretrained.setState(({ choice, loading }) => ({
    choice: { ...choice, ...change },
    loading: loading.phase === 'failed' ? { phase: 'idle' } : loading,
  }));
}

/** Loads what is chosen, from the person's own files where there are some. Never rejects: what fails is shown. */
export async function loadPretrained(stride: Stride, files: readonly File[] = []): Promise<void> {
  const { pretrained, engine } = stride;
  const { choice, loading } = pretrained.getState();
  if (loading.phase === 'loading') return;
  forgetDownload(stride, pretrainedJob);
  pretrained.setState({ loading: { phase: 'loading', choice, at: { stage: 'fetch' } } });
  try {
    const request = { ...choice, job: pretrainedJob, ...(files.length > 0 && { files }) };
    const opened = await engine.pretrained.open(request);
    pretrained.setState({ opened, loading: { phase: 'idle' }, answer: { phase: 'none' } });
  } catch (thrown) {
    const fault = faultOf(thrown);
    const isCancelled = fault.code === 'cancelled';
    pretrained.setState({ loading: isCancelled ? { phase: 'idle' } : { phase: 'failed', choice, fault } });
  }
  await refreshKept(stride);
}

/** Takes a picture to ask about; the answer to the one before is forgotten. */
export function choosePicture({ pretrained }: Stride, picture: Blob): void {
  pretrained.setState({ picture, answer: { phase: 'none' } });
}

export async function cancelPretrained({ engine }: Stride): Promise<void> {
  await engine.weights.cancel(pretrainedJob);
}

/**
 * Asks the open network about a picture. While a question is under way the picture is dropped, not kept waiting, so that
 * a camera's frames never queue up; false then.
 */
export async function classifyPicture(stride: Stride, picture: Blob | ImageBitmap | VideoFrame): Promise<boolean> {
  const { pretrained, engine } = stride;
  const { answer, opened } = pretrained.getState();
  if (answer.phase === 'asking' || opened === null) {
    if (!(picture instanceof Blob)) picture.close();
    return false;
  }
  const before = answer.phase === 'answered' ? answer.classification : null;
  pretrained.setState({ answer: { phase: 'asking', before } });
  try {
    const classification = await engine.pretrained.classify(picture);
    const { run } = classification.milliseconds;
    const key = measuredKey(opened.network, opened.inputSize);
    // Another picture may have been chosen meanwhile.
    const isWanted = pretrained.getState().answer.phase === 'asking';
    pretrained.setState(({ measured }) => ({
      ...(isWanted && { answer: { phase: 'answered', classification } }),
      measured: { ...measured, [key]: Math.min(run, measured[key] ?? run) },
    }));
  } catch (thrown) {
    pretrained.setState({ answer: { phase: 'failed', fault: faultOf(thrown) } });
  }
  return true;
}

/** Frees the open network's memory. */
export async function unloadPretrained(stride: Stride): Promise<void> {
  stride.pretrained.setState({ opened: null, answer: { phase: 'none' } });
  await stride.engine.pretrained.unload();
}

/** Puts the open network with its weights into Build, in place of the document's, as one step. */
export async function openPretrainedInBuild(stride: Stride): Promise<void> {
  const { opened } = stride.pretrained.getState();
  if (opened === null) return;
  try {
    const graph = await stride.engine.pretrained.adopt();
    editGraph(stride, `Open ${opened.network}`, () => graph);
    stride.selection.select([]);
    stride.training.setState({ trainedGraph: graph });
    stride.view.setState({ workspace: 'build' });
  } catch (thrown) {
    const { message, remedy } = faultOf(thrown);
    stride.notices.show({ tone: 'error', message, remedy });
  }
}
