/** What can be done about a problem: repairs of the network, and other sizes for the pictures where those do not fit it. */
import { formatShape } from '#base/format.ts';
import { largestTargetSide, type PictureSettings } from '#data/picture-settings.ts';
import type { Problem } from '#graph/analysis.ts';
import { repair } from './edit-graph.ts';
import { showFault } from './library-edits.ts';
import { isEmbedded } from './library-embedded.ts';
import { refreshOpen } from './library-open.ts';
import type { Stride } from './stride.ts';

export interface RepairOffer {
  /** Imperative, as on the button: `Insert Flatten`. */
  readonly label: string;
  /** Never rejects: what fails is shown. */
  perform(): Promise<void>;
}

/** The likeliest first. */
export function repairsOf(stride: Stride, problem: Problem): readonly RepairOffer[] {
  const [first, ...rest] = problem.repairs.map((each) => ({
    label: each.label,
    perform: async () => repair(stride, each),
  }));
  return [first, fitOf(stride, problem), ...rest].filter((offer) => offer !== undefined);
}

type Size = Pick<PictureSettings, 'height' | 'width' | 'channels'>;

/** Keeps the network as it is, where the pictures are a person's own and can be what it takes. */
function fitOf(stride: Stride, { code, nodes: [input] }: Problem): RepairOffer | undefined {
  if (code !== 'input-mismatch' || input === undefined || isEmbedded(stride.project.getProject().dataset)) return;
  const shape = stride.analysis().nodes.get(input)?.output ?? [];
  const [height = 0, width = 0, channels] = shape;
  const isPossible = shape.length === 3 && Math.max(height, width) <= largestTargetSide;
  if (!isPossible || (channels !== 1 && channels !== 3)) return;
  return {
    label: `Resize the pictures to ${formatShape(shape)}`,
    perform: () => fitPictures(stride, { height, width, channels }),
  };
}

/** The originals stay as they are, so this needs no undo. */
async function fitPictures(stride: Stride, size: Size): Promise<void> {
  const { dataset } = stride.project.getProject();
  try {
    const { settings } = await stride.library.describe(dataset);
    await stride.library.setSettings(dataset, { ...settings, ...size });
  } catch (thrown) {
    showFault(stride, thrown);
  }
  await refreshOpen(stride);
}
