/** Ways to bring branches of different shapes to one shape, by layers at their ends. */
import { product } from '#base/math.ts';
import { type Shape, sameShape } from '../shape.ts';
import type { LayerPlan } from './repairs.ts';
import { tryPlans } from './try-layer.ts';

export interface BranchFit {
  /** `Insert 1×1 Conv2D`. */
  readonly label: string;
  /** The layers to put at the end of each branch; none where it fits already. */
  readonly plans: readonly (readonly LayerPlan[])[];
  /** The branches' shapes behind those layers. */
  readonly results: readonly Shape[];
}

type Picture = readonly [height: number, width: number, channels: number];
/** The layers that make `target` of `shape`, or null where this way does not lead there. */
type Way = (shape: Picture, target: Picture) => readonly LayerPlan[] | null;

/** With `sameChannels` false only height and width have to agree, as for a Concatenate of channels. */
export function branchFits(inputs: readonly Shape[], sameChannels: boolean): readonly BranchFit[] {
  const pictures = inputs.map(asPicture).filter((picture) => picture !== null);
  if (pictures.length < inputs.length) return [fitVectors(inputs, sameChannels)].filter((fit) => fit !== null);
  const heights = pictures.map(([height]) => height);
  const widths = pictures.map(([, width]) => width);
  const [smallest] = [...pictures].sort((a, b) => a[0] * a[1] - b[0] * b[1] || b[2] - a[2]);
  const [largest] = [...pictures].sort((a, b) => b[0] * b[1] - a[0] * a[1] || b[2] - a[2]);
  if (!smallest || !largest) return [];
  const padded: Picture = [Math.max(...heights), Math.max(...widths), largest[2]];
  const cropped: Picture = [Math.min(...heights), Math.min(...widths), smallest[2]];
  const attempts: readonly (readonly [Picture, Way])[] = [
    [smallest, project],
    [padded, pad],
    [cropped, crop],
  ];
  const fits = attempts.flatMap(([target, way]) => fitPictures(pictures, target, way, sameChannels) ?? []);
  return fits.filter(({ label }, index) => fits.findIndex((other) => other.label === label) === index);
}

function asPicture(shape: Shape): Picture | null {
  const [height, width, channels] = shape;
  const isPicture = shape.length === 3 && height !== undefined && width !== undefined && channels !== undefined;
  return isPicture ? [height, width, channels] : null;
}

function fitPictures(pictures: readonly Picture[], target: Picture, way: Way, sameChannels: boolean): BranchFit | null {
  const plans: (readonly LayerPlan[])[] = [];
  for (const picture of pictures) {
    const wanted: Picture = sameChannels ? target : [target[0], target[1], picture[2]];
    const plan = sameShape(picture, wanted) ? [] : way(picture, wanted);
    if (!plan) return null;
    plans.push(plan);
  }
  return assemble(pictures, plans);
}

function assemble(inputs: readonly Shape[], plans: readonly (readonly LayerPlan[])[]): BranchFit | null {
  const results = inputs.map((shape, index) => tryPlans(shape, plans[index] ?? [])).filter((shape) => shape !== null);
  const types = new Set(plans.flat().map(({ type }) => (type === 'Conv2D' ? '1×1 Conv2D' : type)));
  if (results.length < inputs.length || types.size === 0) return null;
  return { label: `Insert ${[...types].join(' and ')}`, plans, results };
}

/** A 1 × 1 convolution gives other channels, and with strides fewer pixels: ResNet's projection shortcut. */
const project: Way = (shape, [height, width, filters]) => {
  const down = strideBetween(shape[0], height);
  const right = strideBetween(shape[1], width);
  if (down === null || right === null) return null;
  return [{ type: 'Conv2D', config: { filters, kernelSize: [1, 1], strides: [down, right], padding: 'same' } }];
};

function strideBetween(size: number, target: number): number | null {
  const stride = Math.ceil(size / target);
  return Math.ceil(size / stride) === target ? stride : null;
}

const pad: Way = (shape, target) =>
  resize('ZeroPadding2D', 'padding', target[0] - shape[0], target[1] - shape[1], shape, target);

const crop: Way = (shape, target) =>
  resize('Cropping2D', 'cropping', shape[0] - target[0], shape[1] - target[1], shape, target);

function resize(
  type: 'ZeroPadding2D' | 'Cropping2D',
  setting: 'padding' | 'cropping',
  rows: number,
  columns: number,
  shape: Picture,
  target: Picture,
): readonly LayerPlan[] | null {
  if (rows < 0 || columns < 0) return null;
  const [top, left] = [Math.floor(rows / 2), Math.floor(columns / 2)];
  const sides = [top, rows - top, left, columns - left];
  return [
    ...(rows + columns > 0 ? [{ type, config: { [setting]: sides } }] : []),
    ...(shape[2] === target[2]
      ? []
      : [{ type: 'Conv2D', config: { filters: target[2], kernelSize: [1, 1] } } as const]),
  ];
}

/** Where not all branches are pictures: vectors, as long as the shortest one where that matters. */
function fitVectors(inputs: readonly Shape[], sameUnits: boolean): BranchFit | null {
  const lengths = inputs.map((shape) => (shape.length === 1 ? product(shape) : Number.POSITIVE_INFINITY));
  const units = Number.isFinite(Math.min(...lengths)) ? Math.min(...lengths) : 128;
  const plans = inputs.map((shape): readonly LayerPlan[] => [
    ...(shape.length === 1 ? [] : [{ type: 'Flatten', config: {} } as const]),
    ...(!sameUnits || (shape.length === 1 && shape[0] === units)
      ? []
      : [{ type: 'Dense', config: { units } } as const]),
  ]);
  return assemble(inputs, plans);
}
