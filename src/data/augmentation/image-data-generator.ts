/**
 * Keras 2's `ImageDataGenerator` in terms of layers: what each of its arguments means, the layers that do the same, and
 * what no layer does.
 */
import type { Size } from './affine.ts';
import type { AugmentationLayer } from './augmentation-layer.ts';
import type { PythonValue } from './python-call.ts';

export interface LayerPlan {
  readonly type: AugmentationLayer['type'];
  /** The settings that differ from the layer's defaults. */
  readonly config: Readonly<Record<string, unknown>>;
}

export interface ArgumentMeaning {
  /** As it was written: `rotation_range=40`. */
  readonly argument: string;
  /** A sentence for the person: the layer, or why there is none. */
  readonly meaning: string;
  /** `exact`: a layer does the same. `near`: one does something like it. `none`: no layer does. */
  readonly fit: 'exact' | 'near' | 'none';
}

export interface GeneratorMeaning {
  readonly layers: readonly LayerPlan[];
  readonly meanings: readonly ArgumentMeaning[];
}

/** The arguments that become layers, in the order in which the generator applies them. */
type Reader = (value: PythonValue, context: Context) => Reading | null;

interface Context {
  readonly size: Size;
  readonly edge: Readonly<Record<string, unknown>>;
}

interface Reading {
  readonly plans: readonly LayerPlan[];
  readonly meaning: string;
  readonly fit: ArgumentMeaning['fit'];
}

const nothing: Reading = { plans: [], meaning: 'That is its default: nothing happens.', fit: 'exact' };
const isNumber = (value: PythonValue): value is number => typeof value === 'number';

function pairOf(value: PythonValue): readonly [number, number] | null {
  if (!Array.isArray(value)) return null;
  const [a, b] = value;
  return value.length === 2 && typeof a === 'number' && typeof b === 'number' ? [Math.min(a, b), Math.max(a, b)] : null;
}

const rounded = (value: number) => Number(value.toFixed(4));
const clamped = (value: number, least: number, most: number) => rounded(Math.min(Math.max(value, least), most));

function shift(axis: 'height' | 'width'): Reader {
  return (value, { size, edge }) => {
    const most = isNumber(value) ? Math.abs(value) : Array.isArray(value) ? Math.max(...value.filter(isNumber)) : null;
    if (most === null || !Number.isFinite(most)) return null;
    if (most === 0) return nothing;
    const share = clamped(most < 1 ? most : most / size[axis], 0, 1);
    const none = axis === 'height' ? { widthFactor: 0 } : { heightFactor: 0 };
    const list = Array.isArray(value);
    return {
      plans: [{ type: 'RandomTranslation', config: { ...none, [`${axis}Factor`]: share, ...edge } }],
      meaning: `RandomTranslation, ${axis} factor ${share}${most < 1 ? '' : `: ${most} of ${size[axis]} pixels`}${
        list ? '; the generator would choose one of the listed values, the layer any up to the largest' : ''
      }.`,
      fit: list ? 'near' : 'exact',
    };
  };
}

function flip(mode: 'horizontal' | 'vertical'): Reader {
  return (value) => {
    if (typeof value !== 'boolean') return null;
    if (!value) return nothing;
    return { plans: [{ type: 'RandomFlip', config: { mode } }], meaning: `RandomFlip, ${mode}.`, fit: 'exact' };
  };
}

const readers: Readonly<Record<string, Reader>> = {
  rotation_range: (value, { edge }) => {
    if (!isNumber(value)) return null;
    if (value === 0) return nothing;
    const factor = clamped(Math.abs(value) / 360, 0, 1);
    return {
      plans: [{ type: 'RandomRotation', config: { factor, ...edge } }],
      meaning: `RandomRotation, factor ${factor}: ± ${value}° as a share of a full turn.`,
      fit: 'exact',
    };
  },
  width_shift_range: shift('width'),
  height_shift_range: shift('height'),
  shear_range: (value, { edge }) => {
    if (!isNumber(value)) return null;
    if (value === 0) return nothing;
    const xFactor = clamped(Math.abs(Math.sin((value * Math.PI) / 180)), 0, 1);
    return {
      plans: [{ type: 'RandomShear', config: { xFactor, ...edge } }],
      meaning: `RandomShear, x factor ${xFactor}: the sine of ${value}°. The layer slants about the upper left corner, the generator about the middle.`,
      fit: 'near',
    };
  },
  zoom_range: (value, { edge }) => {
    const range = isNumber(value) ? ([1 - value, 1 + value] as const) : pairOf(value);
    if (!range) return null;
    if (range[0] === 1 && range[1] === 1) return nothing;
    const factor = [clamped(range[0] - 1, -0.99, 1), clamped(range[1] - 1, -0.99, 1)];
    return {
      plans: [{ type: 'RandomZoom', config: { heightFactor: factor, widthFactor: factor, ...edge } }],
      meaning: `RandomZoom, height and width factor ${factor.join(' to ')}, each drawn by itself.`,
      fit: 'exact',
    };
  },
  channel_shift_range: (value) => {
    if (!isNumber(value)) return null;
    if (value === 0) return nothing;
    const factor = clamped(Math.abs(value) / 255, 0, 1);
    return {
      plans: [{ type: 'RandomBrightness', config: { factor } }],
      meaning: `RandomBrightness, factor ${factor}: in spite of its name it adds one number to all channels.`,
      fit: 'exact',
    };
  },
  horizontal_flip: flip('horizontal'),
  vertical_flip: flip('vertical'),
  brightness_range: (value) => {
    if (value === null) return nothing;
    const range = pairOf(value);
    if (!range) return null;
    const factor = [clamped(range[0] - 1, -1, 1), clamped(range[1] - 1, -1, 1)];
    return {
      plans: [{ type: 'RandomBrightness', config: { factor } }],
      meaning: `RandomBrightness, factor ${factor.join(' to ')}. The generator multiplies every value, the layer adds to it; no layer multiplies.`,
      fit: 'near',
    };
  },
  rescale: (value) => {
    if (value === null || value === 0) return nothing;
    if (!isNumber(value)) return null;
    return {
      plans: [{ type: 'Rescaling', config: { scale: value } }],
      meaning: `Rescaling, scale ${rounded(value) === 0 ? value : rounded(value)}.`,
      fit: 'exact',
    };
  },
};

/** Arguments that change how others work, or have their place elsewhere. */
const asides: Readonly<Record<string, Pick<ArgumentMeaning, 'meaning' | 'fit'>>> = {
  fill_mode: { meaning: 'The fill mode of every layer that moves pixels.', fit: 'exact' },
  cval: { meaning: 'Their fill value, for fill_mode="constant".', fit: 'exact' },
  interpolation_order: { meaning: 'Their interpolation: 0 is nearest, 1 bilinear; no layer does more.', fit: 'exact' },
  validation_split: { meaning: 'Set as Validation split in Train.', fit: 'exact' },
  dtype: { meaning: 'Networks here compute in float32.', fit: 'exact' },
  data_format: { meaning: 'Pictures here have their channels last.', fit: 'exact' },
  featurewise_center: { meaning: 'No random layer: a Normalization layer subtracts a data set’s mean.', fit: 'none' },
  featurewise_std_normalization: {
    meaning: 'No random layer: a Normalization layer divides by a data set’s deviation.',
    fit: 'none',
  },
  samplewise_center: { meaning: 'No layer subtracts each picture’s own mean.', fit: 'none' },
  samplewise_std_normalization: { meaning: 'No layer divides by each picture’s own deviation.', fit: 'none' },
  zca_whitening: { meaning: 'No layer whitens pictures.', fit: 'none' },
  zca_epsilon: { meaning: 'No layer whitens pictures.', fit: 'none' },
  preprocessing_function: { meaning: 'No layer runs a function of your own.', fit: 'none' },
};

function written(name: string, value: PythonValue): string {
  const text = (each: PythonValue): string => {
    if (each === null) return 'None';
    if (typeof each === 'boolean') return each ? 'True' : 'False';
    if (typeof each === 'string') return `"${each}"`;
    if (typeof each === 'number') return String(Number(each.toPrecision(4)));
    return 'source' in each ? each.source : `[${each.map(text).join(', ')}]`;
  };
  return `${name}=${text(value)}`;
}

/** How the layers see beyond the edge; the generator's own default draws the edge out. */
function edgeOf(given: ReadonlyMap<string, PythonValue>): Readonly<Record<string, unknown>> {
  const fillMode = given.get('fill_mode') ?? 'nearest';
  const isKnown = typeof fillMode === 'string' && ['reflect', 'wrap', 'constant', 'nearest'].includes(fillMode);
  const fillValue = given.get('cval') ?? 0;
  return {
    fillMode: isKnown ? fillMode : 'nearest',
    ...(isNumber(fillValue) && fillValue !== 0 ? { fillValue } : {}),
    ...(given.get('interpolation_order') === 0 ? { interpolation: 'nearest' } : {}),
  };
}

/** What a generator with these arguments does to pictures of this size, as layers in its own order. */
export function meaningOf(given: ReadonlyMap<string, PythonValue>, size: Size): GeneratorMeaning {
  const context = { size, edge: edgeOf(given) };
  const readings = new Map<string, Reading>();
  const meanings = [...given].map(([name, value]): ArgumentMeaning => {
    const argument = written(name, value);
    const reader = Object.hasOwn(readers, name) ? readers[name] : undefined;
    if (!reader) {
      const aside = Object.hasOwn(asides, name) ? asides[name] : undefined;
      return { argument, ...(aside ?? { meaning: 'ImageDataGenerator has no such argument.', fit: 'none' }) };
    }
    const reading = reader(value, context);
    if (!reading)
      return { argument, meaning: 'This value was not understood: write it as a number or a list.', fit: 'none' };
    readings.set(name, reading);
    return { argument, meaning: reading.meaning, fit: reading.fit };
  });
  return { layers: Object.keys(readers).flatMap((name) => readings.get(name)?.plans ?? []), meanings };
}
