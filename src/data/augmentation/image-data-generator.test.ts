import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AugmentationLayer } from './augmentation-layer.ts';
import { readGenerator } from './generator-settings.ts';
import { meaningOf } from './image-data-generator.ts';
import { planPasses } from './plan-passes.ts';
import { readPythonCall } from './python-call.ts';

function meaning(text: string, size = { height: 50, width: 100 }) {
  const call = readPythonCall(text);
  if (!call.ok) throw new Error(call.fault);
  return meaningOf(readGenerator(call.value.arguments), size);
}

test('the call of the Keras documentation becomes layers, in the generator’s order', () => {
  const { layers, meanings } = meaning(`
    train_datagen = tf.keras.preprocessing.image.ImageDataGenerator(
        rescale=1./255,  # to 0..1
        shear_range=0.2,
        zoom_range=[0.8, 1.1],
        rotation_range=36, width_shift_range=10, height_shift_range=0.1,
        horizontal_flip=True, vertical_flip=False,
        fill_mode='constant', cval=7)
  `);
  const edge = { fillMode: 'constant', fillValue: 7 };
  expect(layers).toEqual([
    { type: 'RandomRotation', config: { factor: 0.1, ...edge } },
    { type: 'RandomTranslation', config: { heightFactor: 0.1, widthFactor: 0.1, ...edge } },
    { type: 'RandomShear', config: { xFactor: 0.0035, ...edge } },
    { type: 'RandomZoom', config: { heightFactor: [-0.2, 0.1], widthFactor: [-0.2, 0.1], ...edge } },
    { type: 'RandomFlip', config: { mode: 'horizontal' } },
    { type: 'Rescaling', config: { scale: 1 / 255 } },
  ]);
  expect(meanings).toHaveLength(9);
  expect(meanings.map(({ argument }) => argument)).toContain('zoom_range=[0.8, 1.1]');
  expect(meanings.map(({ argument }) => argument)).not.toContain('vertical_flip=False');
});

test('the edge is drawn out where nothing is said, as the generator does', () => {
  expect(meaning('ImageDataGenerator(rotation_range=90)').layers[0]?.config).toEqual({
    factor: 0.25,
    fillMode: 'nearest',
  });
});

test.each([
  ['zca_whitening=True', 'none'],
  ['brightness_range=(0.5, 1.5)', 'near'],
  // Held between the picture's own darkest and lightest value, which no layer knows.
  ['channel_shift_range=51.0', 'near'],
  ['horizontal_flip=True', 'exact'],
  ['rescale=1/255', 'exact'],
  ['width_shift_range=0.1', 'near'],
  ['shear_range=5', 'near'],
  ['zoom_range=[0.5, 4]', 'near'],
  ['fill_mode="reflect", rotation_range=9', 'exact'],
  ['fill_mode="wrap", rotation_range=9', 'near'],
  ['validation_split=0.2', 'exact'],
  ['no_such_thing=3', 'none'],
  ['rotation_range=degrees', 'none'],
  ['zoom_range=[1, 2, 3]', 'none'],
])('%s says how well a layer does it: %s', (argument, fit) => {
  const [name] = argument.split('=');
  const { meanings } = meaning(`ImageDataGenerator(${argument})`);
  expect(meanings.find((each) => each.argument.startsWith(`${name}=`))?.fit).toBe(fit);
});

test('turning is the same in a square picture; in another the generator misses the middle', () => {
  const fitAt = (size: { height: number; width: number }) =>
    meaning('ImageDataGenerator(rotation_range=20)', size).meanings[0]?.fit;
  expect(fitAt({ height: 28, width: 28 })).toBe('exact');
  expect(fitAt({ height: 28, width: 29 })).toBe('near');
});

test('a fill mode says so where there is nothing to fill', () => {
  expect(meaning('ImageDataGenerator(fill_mode="wrap")').meanings[0]?.meaning).toMatch(/nothing is to fill/);
  expect(meaning('ImageDataGenerator(cval=9)').meanings[0]?.meaning).toMatch(/only/);
});

test.each([
  ['rotation_range=90', 'RandomRotation', { factor: 0.25, fillMode: 'nearest' }],
  ['width_shift_range=25.0', 'RandomTranslation', { heightFactor: 0, widthFactor: 0.25, fillMode: 'nearest' }],
  ['height_shift_range=[-5, 5]', 'RandomTranslation', { heightFactor: 0.1, widthFactor: 0, fillMode: 'nearest' }],
  ['shear_range=30', 'RandomShear', { xFactor: 0.5, fillMode: 'nearest' }],
  ['zoom_range=0.2', 'RandomZoom', { heightFactor: [-0.2, 0.2], widthFactor: [-0.2, 0.2], fillMode: 'nearest' }],
  ['brightness_range=[0.5, 1.25]', 'RandomBrightness', { factor: [-0.5, 0.25] }],
  ['channel_shift_range=51', 'RandomBrightness', { factor: 0.2 }],
  ['horizontal_flip=True', 'RandomFlip', { mode: 'horizontal' }],
  ['vertical_flip=True', 'RandomFlip', { mode: 'vertical' }],
  ['rescale=0.5', 'Rescaling', { scale: 0.5 }],
])('%s is one %s', (argument, type, config) => {
  expect(meaning(`ImageDataGenerator(${argument})`).layers).toEqual([{ type, config }]);
});

test.each([
  ['', /no call/],
  ['rotation_range=3', /no call/],
  ['ImageDataGenerator(rotation_range=3', /parenthesis/],
  ['ImageDataGenerator(20, True)', /no name/],
])('%j is refused in words', (text, reason) => {
  const call = readPythonCall(text);
  expect(call.ok ? '' : call.fault).toMatch(reason);
});

test('any text is a call or a refusal, and every layer of it is one that plans', () => {
  const argument = fc.constantFrom('rotation_range', 'zoom_range', 'rescale', 'fill_mode', 'constructor', '__proto__');
  const value = fc.constantFrom('1', '[1, 2', "'nearest'", '(0.1, 0.2)', '1/0', '-', 'None', '1e999', '[True]');
  const calls = fc
    .array(fc.tuple(argument, value))
    .map((all) => `G(${all.map(([name, given]) => `${name}=${given}`).join(', ')})`);
  fc.assert(
    fc.property(fc.oneof(fc.string(), calls), (text) => {
      const call = readPythonCall(text);
      if (call.ok) expect(Array.isArray(meaning(text).layers)).toBe(true);
      else expect(call.fault).toMatch(/\.$/);
    }),
  );
});

test('the layers read a picture where the generator does: turned, then moved, then zoomed, about the middle', () => {
  const [side, angle, right, down, wide, high] = [21, Math.PI / 6, 0.1, -0.2, 0.8, 1.25];
  const { layers } = meaning(
    'ImageDataGenerator(rotation_range=30, width_shift_range=0.1, height_shift_range=0.2, zoom_range=0.5)',
    {
      height: side,
      width: side,
    },
  );
  // Each range is one value, so that every draw is known.
  const drawn: Readonly<Record<string, object>> = {
    RandomRotation: { factor: [angle / (2 * Math.PI), angle / (2 * Math.PI)] },
    RandomTranslation: { widthFactor: [right, right], heightFactor: [down, down] },
    RandomZoom: { widthFactor: [wide - 1, wide - 1], heightFactor: [high - 1, high - 1] },
  };
  const fixed = layers.map(({ type, config }) => ({
    ...{ name: type, type },
    config: { interpolation: 'bilinear', fillValue: 0, ...config, ...drawn[type] },
  })) as unknown as readonly AugmentationLayer[];
  const passes = planPasses(fixed, { height: side, width: side });
  expect(passes).toHaveLength(1);

  // keras/src/legacy/preprocessing/image.py, apply_affine_transform: rotation · shift · zoom, the middle at 0.
  const middle = (side - 1) / 2;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const generator = (x: number, y: number) => {
    const [u, v] = [wide * (x - middle) - right * side, high * (y - middle) - down * side];
    return [cos * u - sin * v + middle, sin * u + cos * v + middle];
  };
  const [a0, a1, a2, b0, b1, b2] = passes[0]!.map({ seed: 1, epoch: 0, sample: 0 });
  for (const [x, y] of [
    [0, 0],
    [20, 3],
    [7, 19],
  ] as const) {
    const [u, v] = generator(x, y);
    expect(a0 * x + a1 * y + a2).toBeCloseTo(u!, 9);
    expect(b0 * x + b1 * y + b2).toBeCloseTo(v!, 9);
  }
});
