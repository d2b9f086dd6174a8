/**
 * The arguments of Keras 2's `ImageDataGenerator` that augment, under its own names, as one record: a call is read into
 * it, and it is written as a call, without loss.
 */
import type { Range } from './augmentation-layer.ts';
import { type PythonValue, pythonText } from './python-call.ts';

export const fillModes = ['nearest', 'reflect', 'wrap', 'constant'] as const;

export interface GeneratorSettings {
  /** What every value is multiplied by at the end; null leaves them. */
  readonly rescale: number | null;
  readonly horizontal_flip: boolean;
  readonly vertical_flip: boolean;
  /** Degrees to either side. */
  readonly rotation_range: number;
  /** Below 1 a share of the width or height, from 1 on pixels; a list holds the pixels to choose from. */
  readonly width_shift_range: number | readonly number[];
  readonly height_shift_range: number | readonly number[];
  /** The part of the width and height that is shown: 0.8 is nearer, 1.2 farther away. */
  readonly zoom_range: Range;
  /** Degrees to either side. */
  readonly shear_range: number;
  /** What every value is multiplied by, pictures being 0..255. */
  readonly brightness_range: Range;
  /** What is added to every value or taken away. */
  readonly channel_shift_range: number;
  readonly fill_mode: (typeof fillModes)[number];
  readonly cval: number;
  /** Arguments that are none of these, or whose values were not understood, as they were written. */
  readonly others: readonly (readonly [name: string, value: PythonValue])[];
}

export type GeneratorArgument = Exclude<keyof GeneratorSettings, 'others'>;

/** A generator that does nothing. */
export const generatorDefaults: GeneratorSettings = {
  rescale: null,
  horizontal_flip: false,
  vertical_flip: false,
  rotation_range: 0,
  width_shift_range: 0,
  height_shift_range: 0,
  zoom_range: [1, 1],
  shear_range: 0,
  brightness_range: [1, 1],
  channel_shift_range: 0,
  fill_mode: 'nearest',
  cval: 0,
  others: [],
};

/** Reads a value; undefined where it is none that the generator takes. */
type Reader<Value> = (value: PythonValue) => Value | undefined;

const isNumber = (value: PythonValue): value is number => typeof value === 'number';
const isTruth: Reader<boolean> = (value) =>
  typeof value === 'boolean' ? value : isNumber(value) ? value !== 0 : undefined;
/** Draws to either side of zero, so the sign says nothing. */
const toEitherSide: Reader<number> = (value) => (isNumber(value) ? Math.abs(value) : undefined);
const shift: Reader<number | readonly number[]> = (value) =>
  Array.isArray(value) && value.length > 0 && value.every(isNumber) ? value : toEitherSide(value);

const range: Reader<Range> = (value) => {
  if (!Array.isArray(value) || value.length !== 2) return undefined;
  const [a, b] = value;
  return isNumber(a) && isNumber(b) ? [Math.min(a, b), Math.max(a, b)] : undefined;
};

/** Without the last bits that 1 ± 0.1 has by being computed in binary. */
const aroundOne = (by: number): Range => [Number((1 - by).toFixed(12)), Number((1 + by).toFixed(12))];

const readers: { readonly [Name in GeneratorArgument]: Reader<GeneratorSettings[Name]> } = {
  rescale: (value) => (value === null || value === 0 ? null : isNumber(value) ? value : undefined),
  horizontal_flip: isTruth,
  vertical_flip: isTruth,
  rotation_range: toEitherSide,
  width_shift_range: shift,
  height_shift_range: shift,
  zoom_range: (value) => (isNumber(value) ? aroundOne(Math.abs(value)) : range(value)),
  shear_range: toEitherSide,
  brightness_range: (value) => (value === null ? [1, 1] : range(value)),
  channel_shift_range: toEitherSide,
  fill_mode: (value) => fillModes.find((mode) => mode === value),
  cval: (value) => (isNumber(value) ? value + 0 : undefined),
};

/** In the order in which they are written. */
export const generatorArguments = Object.keys(readers) as readonly GeneratorArgument[];

const isArgument = (name: string): name is GeneratorArgument => Object.hasOwn(readers, name);

function withValue<Name extends GeneratorArgument>(
  settings: GeneratorSettings,
  name: Name,
  value: PythonValue,
): GeneratorSettings | null {
  const read = readers[name](value);
  return read === undefined ? null : { ...settings, [name]: read };
}

/** The settings that a call's arguments are. Never throws. */
export function readGenerator(given: ReadonlyMap<string, PythonValue>): GeneratorSettings {
  let settings = generatorDefaults;
  const others: (readonly [string, PythonValue])[] = [];
  for (const [name, value] of given) {
    const next = isArgument(name) ? withValue(settings, name, value) : null;
    if (next) settings = next;
    else others.push([name, value]);
  }
  return { ...settings, others };
}

/** The settings with some set anew; a value of theirs that was not understood gives way. */
export function withGenerator(
  settings: GeneratorSettings,
  patch: Partial<Omit<GeneratorSettings, 'others'>>,
): GeneratorSettings {
  return { ...settings, ...patch, others: settings.others.filter(([name]) => !Object.hasOwn(patch, name)) };
}

/** Whether an argument does nothing, so that a call may leave it out. */
function isDefault(settings: GeneratorSettings, name: GeneratorArgument): boolean {
  const value = settings[name];
  const usual = generatorDefaults[name];
  return Array.isArray(value) && Array.isArray(usual)
    ? value.length === usual.length && value.every((each, at) => each === usual[at])
    : value === usual;
}

function valueText(settings: GeneratorSettings, name: GeneratorArgument): string {
  const value = settings[name];
  if (name === 'rescale' && typeof value === 'number') {
    const parts = Math.round(2 / value) / 2;
    if (parts > 1 && 1 / parts === value) return `1./${parts}`;
  }
  // A whole number of pixels is drawn in whole pixels; as a float it is drawn as the layer draws it.
  const isPixels = name === 'width_shift_range' || name === 'height_shift_range';
  if (isPixels && typeof value === 'number' && Number.isInteger(value) && value < 1e15) return `${value}.0`;
  if (name === 'zoom_range') {
    const by = Number((settings.zoom_range[1] - 1).toFixed(12));
    const [lower, upper] = aroundOne(by);
    if (by >= 0 && lower === settings.zoom_range[0] && upper === settings.zoom_range[1]) return pythonText(by);
  }
  return pythonText(value);
}

/** The arguments that do something, as they are written: `rotation_range=20`. */
export function writtenArguments(
  settings: GeneratorSettings,
): readonly { readonly name: string; readonly text: string }[] {
  const own = generatorArguments
    .filter((name) => !isDefault(settings, name))
    .map((name) => ({ name, text: `${name}=${valueText(settings, name)}` }));
  const others = settings.others.map(([name, value]) => ({ name, text: `${name}=${pythonText(value)}` }));
  return [...own, ...others];
}

/** The call in Python that says the same; `readPythonCall` and `readGenerator` read it back as it was. */
export function generatorCall(settings: GeneratorSettings): string {
  const lines = writtenArguments(settings).map(({ text }) => `\n    ${text}`);
  return `ImageDataGenerator(${lines.join(',')})`;
}
