/** The arguments that are numbers on a line: how far the line goes, and how a value reads beside it. */
import type { GeneratorSettings } from '#data/augmentation/generator-settings.ts';

type RangeArgument = 'rotation_range' | 'shear_range' | 'channel_shift_range' | 'zoom_range' | 'brightness_range';

export interface RangeField {
  readonly argument: RangeArgument;
  /** The ends of the line; a value that was pasted may lie beyond. */
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly help?: string;
  /** How the values read. */
  format(values: readonly number[]): string;
}

const short = (value: number) => String(Number(value.toFixed(3)));
const either =
  (unit: string) =>
  ([value = 0]: readonly number[]) =>
    value === 0 ? 'none' : `± ${short(value)}${unit}`;
const between = ([lower = 1, upper = 1]: readonly number[]) =>
  lower === 1 && upper === 1 ? 'none' : `${short(lower)} to ${short(upper)}`;

export const rangeFields = {
  rotation_range: {
    argument: 'rotation_range',
    ...{ min: 0, max: 180, step: 1 },
    format: either('°'),
  },
  zoom_range: {
    argument: 'zoom_range',
    ...{ min: 0.2, max: 2, step: 0.05 },
    help: 'The part of the picture that is shown: below 1 is nearer, above 1 farther away.',
    format: between,
  },
  shear_range: {
    argument: 'shear_range',
    ...{ min: 0, max: 60, step: 1 },
    format: either('°'),
  },
  brightness_range: {
    argument: 'brightness_range',
    ...{ min: 0, max: 2, step: 0.05 },
    help: 'What every value is multiplied by: below 1 is darker, above 1 lighter.',
    format: between,
  },
  channel_shift_range: {
    argument: 'channel_shift_range',
    ...{ min: 0, max: 150, step: 1 },
    help: 'Added to values of 0 to 255.',
    format: either(''),
  },
} as const satisfies { readonly [Name in RangeArgument]: RangeField & { readonly argument: Name } };

/** The values of an argument as a slider has them. */
export function valuesOf(settings: GeneratorSettings, argument: RangeArgument): readonly number[] {
  const value = settings[argument];
  return typeof value === 'number' ? [value] : value;
}
