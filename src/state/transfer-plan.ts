/** What is known of a transfer before it starts: its pictures, and the network that the choice leads to. */
import { faultOf } from './engine-events.ts';
import { isEmbedded } from './library-embedded.ts';
import type { Stride } from './stride.ts';
import { chosenHead } from './transfer.ts';
import type { PictureFacts, TransferSettings } from './transfer-store.ts';

async function pictureFacts({ engine, library }: Stride, dataset: string): Promise<PictureFacts> {
  if (isEmbedded(dataset)) {
    const { sampleShape, sampleCount, classNames } = await engine.openDataset(dataset);
    return { sampleShape, sampleCount, classCount: classNames.length, originalSide: null };
  }
  const [description, { widths, heights }] = await Promise.all([library.describe(dataset), library.samples(dataset)]);
  const { height, width, channels } = description.settings;
  const sides = [...widths].map((side, index) => Math.min(side, heights[index] ?? side)).sort((a, b) => a - b);
  return {
    sampleShape: [height, width, channels],
    sampleCount: description.sampleCount,
    classCount: description.classNames.length,
    originalSide: sides[Math.floor(sides.length / 2)] ?? null,
  };
}

export type PlanChoice = Pick<TransferSettings, 'dataset' | 'base' | 'inputSize' | 'head' | 'headSource'>;

/** Plans by a choice; what comes in after another was made is left out. Never rejects: what fails is shown. */
export async function refreshPlan(stride: Stride, choice: PlanChoice): Promise<void> {
  const { engine, transfer } = stride;
  const { dataset, base, inputSize, head, headSource } = choice;
  const isWanted = () => {
    const now = transfer.getState().settings;
    return (
      now.dataset === dataset &&
      now.base === base &&
      now.inputSize === inputSize &&
      now.head === head &&
      now.headSource === headSource
    );
  };
  try {
    const pictures = await pictureFacts(stride, dataset);
    const { sampleShape, classCount } = pictures;
    const plan = await engine.transfer.plan({ base, inputSize, sampleShape, classCount, head: chosenHead(stride) });
    if (isWanted()) transfer.setState({ plan: { phase: 'ready', pictures, plan } });
  } catch (thrown) {
    if (isWanted()) transfer.setState({ plan: { phase: 'failed', fault: faultOf(thrown) } });
  }
}

/**
 * Pixels on the shorter side of what the base is shown really: a picture that is enlarged shows no more than it did before.
 * Null where nothing is enlarged.
 */
export function enlargedFrom({ sampleShape, originalSide }: PictureFacts, inputSize: number): number | null {
  const [height, width] = sampleShape;
  const side = Math.min(height, width, originalSide ?? Number.POSITIVE_INFINITY);
  return side < inputSize ? side : null;
}

/** Gives the data set's pictures the size that the base reads. */
export async function fitPicturesToBase(stride: Stride): Promise<void> {
  const { dataset, inputSize } = stride.transfer.getState().settings;
  try {
    const { settings } = await stride.library.describe(dataset);
    await stride.library.setSettings(dataset, { ...settings, height: inputSize, width: inputSize });
    await refreshPlan(stride, stride.transfer.getState().settings);
  } catch (thrown) {
    const { message, remedy } = faultOf(thrown);
    stride.notices.show({ tone: 'error', message, remedy });
  }
}
