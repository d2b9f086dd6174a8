/**
 * Keras 2's `ImageDataGenerator` in terms of layers: what each of its arguments means, the layers that do the same, and
 * where the two differ. What the generator does is read from `keras/src/legacy/preprocessing/image.py` of Keras 3.
 */
import { formatPercent } from '#base/format.ts';
import type { Size } from './affine.ts';
import type { AugmentationLayer } from './augmentation-layer.ts';
import { type GeneratorArgument, type GeneratorSettings, writtenArguments } from './generator-settings.ts';
import { pythonText } from './python-call.ts';

export interface LayerPlan {
  readonly type: AugmentationLayer['type'];
  /** The settings that differ from the layer's defaults. */
  readonly config: Readonly<Record<string, unknown>>;
}

export interface ArgumentMeaning {
  /** As it is written: `rotation_range=40`. */
  readonly argument: string;
  /** A sentence for the person: the layer, and where it differs. */
  readonly meaning: string;
  /** `exact`: a layer does the same. `near`: one does something like it. `none`: no layer does. */
  readonly fit: 'exact' | 'near' | 'none';
}

export interface GeneratorMeaning {
  /** In the order in which the generator applies them. */
  readonly layers: readonly LayerPlan[];
  readonly meanings: readonly ArgumentMeaning[];
}

interface Context {
  readonly settings: GeneratorSettings;
  readonly size: Size;
  /** How the layers see beyond the edge. */
  readonly edge: Readonly<Record<string, unknown>>;
}

/** What one argument is; `differs` is a sentence where the layer does not do quite the same. */
interface Reading {
  readonly plans: readonly LayerPlan[];
  readonly layer: string;
  readonly differs?: string | undefined;
}

const rounded = (value: number) => Number(value.toFixed(4));

/** A value within what a layer takes, and a sentence where it was not. */
function held(value: number, least: number, most: number): { readonly value: number; readonly differs?: string } {
  const within = rounded(Math.min(Math.max(value, least), most));
  return within === rounded(value) ? { value: within } : { value: within, differs: 'The layer goes no further.' };
}

/** What differs, as one text; undefined where nothing does. */
function differences(...sentences: readonly (string | undefined)[]): string | undefined {
  const all = sentences.filter((each) => each !== undefined);
  return all.length > 0 ? [...new Set(all)].join(' ') : undefined;
}

/** The generator takes the height for the width when it looks for the middle. */
function aboutTheMiddle({ size }: Context): string | undefined {
  return size.height === size.width
    ? undefined
    : 'Where height and width differ, the generator of Keras 3 does it about a point beside the middle.';
}

function shareOf(shift: number | readonly number[], pixels: number): number {
  const most = typeof shift === 'number' ? shift : Math.max(...shift.map(Math.abs));
  return most < 1 ? most : most / pixels;
}

function shift(axis: 'height' | 'width', { settings, size }: Context): Reading {
  const given = settings[`${axis}_shift_range`];
  const { value, differs } = held(shareOf(given, size[axis]), 0, 1);
  const ways = axis === 'height' ? ['up and down', 'sideways'] : ['sideways', 'up and down'];
  return {
    // Both shifts are one layer's: its plan stands apart.
    plans: [],
    layer: `RandomTranslation, ${axis} factor ${value}: ± ${formatPercent(value)} of the ${axis}, ${ways[0]}.`,
    differs: differences(
      differs,
      typeof given === 'number'
        ? undefined
        : 'The generator chooses one of the listed pixels, the layer any up to the largest.',
      `The generator of Keras 3 moves ${ways[1]} by it, against its own documentation.`,
    ),
  };
}

function translation({ settings, size, edge }: Context): readonly LayerPlan[] {
  const [heightFactor, widthFactor] = (['height', 'width'] as const).map(
    (axis) => held(shareOf(settings[`${axis}_shift_range`], size[axis]), 0, 1).value,
  );
  if (heightFactor === 0 && widthFactor === 0) return [];
  return [{ type: 'RandomTranslation', config: { heightFactor, widthFactor, ...edge } }];
}

const flipped = (mode: 'horizontal' | 'vertical'): Reading => ({
  plans: [{ type: 'RandomFlip', config: { mode } }],
  layer: `RandomFlip, ${mode}: half of the pictures.`,
});

const moves = (settings: GeneratorSettings): boolean =>
  settings.rotation_range > 0 ||
  settings.shear_range > 0 ||
  settings.zoom_range.some((each) => each !== 1) ||
  [settings.width_shift_range, settings.height_shift_range].some((each) => shareOf(each, 1) > 0);

const filled =
  (layer: string, differs?: string) =>
  (context: Context): Reading =>
    moves(context.settings)
      ? { plans: [], layer, differs }
      : { plans: [], layer: 'Nothing moves the pixels, so nothing is to fill.' };

const edgeDifferences = {
  nearest: undefined,
  reflect: undefined,
  wrap: 'The generator lays the first row and column over the last ones.',
  constant: 'The generator fills from the edge on, the layers let the last pixel fade into it.',
} as const satisfies Record<GeneratorSettings['fill_mode'], string | undefined>;

const readings: { readonly [Name in GeneratorArgument]: (context: Context) => Reading } = {
  rescale: ({ settings: { rescale } }) => ({
    plans: rescale === null ? [] : [{ type: 'Rescaling', config: { scale: rescale } }],
    layer: `Rescaling, scale ${rescale === null ? 1 : Number(rescale.toPrecision(4))}.`,
  }),
  horizontal_flip: () => flipped('horizontal'),
  vertical_flip: () => flipped('vertical'),
  rotation_range: (context) => {
    const degrees = context.settings.rotation_range;
    const { value: factor, differs } = held(degrees / 360, 0, 1);
    return {
      plans: factor === 0 ? [] : [{ type: 'RandomRotation', config: { factor, ...context.edge } }],
      layer: `RandomRotation, factor ${factor}: ± ${rounded(degrees)}° as a share of a full turn.`,
      differs: differences(differs, aboutTheMiddle(context)),
    };
  },
  width_shift_range: (context) => shift('width', context),
  height_shift_range: (context) => shift('height', context),
  shear_range: ({ settings: { shear_range }, edge }) => {
    const xFactor = rounded(shear_range >= 90 ? 1 : Math.sin((shear_range * Math.PI) / 180));
    return {
      plans: xFactor === 0 ? [] : [{ type: 'RandomShear', config: { xFactor, ...edge } }],
      layer: `RandomShear, x factor ${xFactor}: the sine of ${rounded(shear_range)}°.`,
      differs: 'The layer slants about the upper left corner, the generator about the middle and stretches a little.',
    };
  },
  zoom_range: (context) => {
    const [lower, upper] = context.settings.zoom_range.map((each) => held(each - 1, -0.99, 1));
    const factor = [lower?.value ?? 0, upper?.value ?? 0];
    return {
      plans: [{ type: 'RandomZoom', config: { heightFactor: factor, widthFactor: factor, ...context.edge } }],
      layer: `RandomZoom, height and width factor ${factor.join(' to ')}, each drawn by itself.`,
      differs: differences(lower?.differs, upper?.differs, aboutTheMiddle(context)),
    };
  },
  channel_shift_range: ({ settings: { channel_shift_range } }) => {
    const { value: factor, differs } = held(channel_shift_range / 255, 0, 1);
    return {
      plans: factor === 0 ? [] : [{ type: 'RandomBrightness', config: { factor } }],
      layer: `RandomBrightness, factor ${factor}: in spite of its name it adds one number to all channels.`,
      differs: differences(
        differs,
        'The generator stays between the darkest and the lightest value of the picture, the layer between 0 and 255.',
      ),
    };
  },
  brightness_range: ({ settings }) => {
    const [lower, upper] = settings.brightness_range.map((each) => held(each - 1, -1, 1));
    const factor = [lower?.value ?? 0, upper?.value ?? 0];
    return {
      plans: [{ type: 'RandomBrightness', config: { factor } }],
      layer: `RandomBrightness, factor ${factor.join(' to ')}.`,
      differs: differences(
        lower?.differs,
        upper?.differs,
        'The generator multiplies every value, the layer adds to it; no layer multiplies by chance.',
      ),
    };
  },
  fill_mode: (context) => {
    const mode = context.settings.fill_mode;
    return filled('The fill mode of every layer that moves pixels.', edgeDifferences[mode])(context);
  },
  cval: (context) =>
    context.settings.fill_mode === 'constant'
      ? filled('Their fill value.')(context)
      : { plans: [], layer: "Used with fill_mode='constant' only." },
};

/** The order in which the generator applies what becomes layers. */
const applied: readonly GeneratorArgument[] = [
  'rotation_range',
  'width_shift_range',
  'shear_range',
  'zoom_range',
  'channel_shift_range',
  'horizontal_flip',
  'vertical_flip',
  'brightness_range',
  'rescale',
];

/** Arguments that no field holds: their place is elsewhere, or nowhere. */
const asides: Readonly<Record<string, Pick<ArgumentMeaning, 'meaning' | 'fit'>>> = {
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

const isArgument = (name: string): name is GeneratorArgument => Object.hasOwn(readings, name);

function meaningOfOther(name: string): Pick<ArgumentMeaning, 'meaning' | 'fit'> {
  if (isArgument(name)) return { meaning: 'This value was not understood, so it does nothing here.', fit: 'none' };
  const aside = Object.hasOwn(asides, name) ? asides[name] : undefined;
  return aside ?? { meaning: 'ImageDataGenerator has no such argument.', fit: 'none' };
}

function contextOf(settings: GeneratorSettings, size: Size): Context {
  const { fill_mode, cval, others } = settings;
  const isNearest = others.some(([name, value]) => name === 'interpolation_order' && pythonText(value) === '0');
  const edge = {
    fillMode: fill_mode,
    ...(cval === 0 ? {} : { fillValue: cval }),
    ...(isNearest ? { interpolation: 'nearest' } : {}),
  };
  return { settings, size, edge };
}

/** What a generator with these arguments does to pictures of this size, as layers in its own order. */
export function meaningOf(settings: GeneratorSettings, size: Size): GeneratorMeaning {
  const context = contextOf(settings, size);
  const written = writtenArguments(settings);
  const others = new Set(settings.others.map(([name]) => name));
  const own = new Map(
    written.flatMap(({ name }) =>
      isArgument(name) && !others.has(name) ? [[name as string, readings[name](context)] as const] : [],
    ),
  );
  return {
    layers: applied.flatMap((name) =>
      name === 'width_shift_range' ? translation(context) : (own.get(name)?.plans ?? []),
    ),
    meanings: written.map(({ name, text }) => {
      const reading = own.get(name);
      if (!reading) return { argument: text, ...meaningOfOther(name) };
      const { layer, differs } = reading;
      return { argument: text, meaning: differs ? `${layer} ${differs}` : layer, fit: differs ? 'near' : 'exact' };
    }),
  };
}
