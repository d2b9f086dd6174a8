import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  fillModes,
  type GeneratorSettings,
  generatorCall,
  generatorDefaults,
  readGenerator,
  withGenerator,
} from './generator-settings.ts';
import { readPythonCall } from './python-call.ts';

function read(text: string): GeneratorSettings {
  const call = readPythonCall(text);
  if (!call.ok) throw new Error(call.fault);
  return readGenerator(call.value.arguments);
}

const upTo = (max: number) => fc.double({ min: 0, max, noNaN: true });
const pair = (max: number) =>
  fc.tuple(upTo(max), upTo(max)).map(([a, b]): [number, number] => (a <= b ? [a, b] : [b, a]));
const shift = fc.oneof(
  upTo(0.99),
  fc.integer({ min: 1, max: 500 }),
  upTo(500),
  fc.array(fc.integer({ min: -90, max: 90 }), { minLength: 1 }),
);
const settings: fc.Arbitrary<GeneratorSettings> = fc.record({
  rescale: fc.oneof(
    fc.constant(null),
    fc.constantFrom(1 / 255, 1 / 127.5),
    fc.double({ min: 1e-9, max: 9, noNaN: true }),
  ),
  horizontal_flip: fc.boolean(),
  vertical_flip: fc.boolean(),
  rotation_range: upTo(400),
  width_shift_range: shift,
  height_shift_range: shift,
  zoom_range: fc.oneof(
    pair(2),
    fc.integer({ min: 0, max: 99 }).map((by): [number, number] => [(100 - by) / 100, (100 + by) / 100]),
  ),
  shear_range: upTo(90),
  brightness_range: pair(2),
  channel_shift_range: upTo(255),
  fill_mode: fc.constantFrom(...fillModes),
  cval: fc.integer({ min: -9, max: 300 }),
  others: fc.constantFrom<GeneratorSettings['others']>(
    [],
    [
      ['zca_whitening', true],
      ['preprocessing_function', { source: 'lambda x: x[0, :]' }],
      ['dtype', 'float32'],
      ['interpolation_order', 0],
      ['subset', null],
    ],
  ),
});

test('settings written as a call are read back as they were', () => {
  fc.assert(
    fc.property(settings, (each) => {
      expect(read(generatorCall(each))).toEqual(each);
    }),
  );
});

test('a call is written as a person would write it', () => {
  const call = `ImageDataGenerator(
    rescale=1./255,
    horizontal_flip=True,
    rotation_range=20,
    width_shift_range=10.0,
    zoom_range=0.2,
    brightness_range=[0.5, 1.25])`;
  expect(generatorCall(read(call))).toBe(call);
  expect(generatorCall(generatorDefaults)).toBe('ImageDataGenerator()');
});

test('what says the same is read as the same', () => {
  const same = [
    ['rotation_range=-20', 'rotation_range=20'],
    ['zoom_range=0.2', 'zoom_range=(1.2, 0.8)'],
    ['horizontal_flip=1', 'horizontal_flip=True'],
    ['rescale=0', ''],
    ['brightness_range=None', ''],
  ] as const;
  for (const [a, b] of same) expect(read(`ImageDataGenerator(${a})`)).toEqual(read(`ImageDataGenerator(${b})`));
});

test('a value that was not understood is kept, until its field is set', () => {
  const odd = read('ImageDataGenerator(rotation_range=degrees, zca_whitening=True)');
  expect(odd.rotation_range).toBe(0);
  expect(generatorCall(odd)).toContain('rotation_range=degrees');
  expect(generatorCall(withGenerator(odd, { rotation_range: 9 }))).toBe(
    'ImageDataGenerator(\n    rotation_range=9,\n    zca_whitening=True)',
  );
});
