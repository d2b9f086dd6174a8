import fc from 'fast-check';
import { strToU8 } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { LabelledSet } from './annotation.ts';
import { annotationFiles } from './export-annotations.ts';
import { type AnnotationFile, readAnnotations } from './read-annotations.ts';

const file = (path: string, content: string | object): AnnotationFile => {
  const bytes = strToU8(typeof content === 'string' ? content : JSON.stringify(content));
  return { path, size: bytes.length, read: async () => bytes };
};
const written = (set: LabelledSet, format: 'coco' | 'voc' | 'yolo'): AnnotationFile[] =>
  [...annotationFiles(set, format)].map(({ path, bytes }) => ({ path, size: bytes.length, read: async () => bytes }));

const anySet: fc.Arbitrary<LabelledSet> = fc
  .uniqueArray(fc.stringMatching(/^[a-z<&"é]{1,8}$/), { minLength: 1, maxLength: 4 })
  .chain((classNames) => {
    const side = fc.integer({ min: 20, max: 5000 });
    const share = fc.double({ min: 0, max: 0.8, noNaN: true });
    const extent = fc.double({ min: 0.02, max: 0.2, noNaN: true });
    const picture = fc
      .record({ height: side, width: side, boxes: fc.array(fc.tuple(share, share, extent, extent), { maxLength: 4 }) })
      .chain(({ height, width, boxes }) =>
        fc
          .array(fc.nat(classNames.length - 1), { minLength: boxes.length, maxLength: boxes.length })
          .map((classes) => ({
            size: { height, width },
            truths: boxes.map(([y, x, h, w], index) => ({
              classIndex: classes[index] ?? 0,
              box: { y1: y * height, x1: x * width, y2: (y + h) * height, x2: (x + w) * width },
            })),
            isAnnotated: true,
          })),
      );
    return fc.array(picture, { minLength: 1, maxLength: 4 }).map((pictures) => ({
      classNames,
      pictures: pictures.map((each, index) => ({ ...each, path: `images/${index}.jpg` })),
    }));
  });

function expectSame(read: LabelledSet, set: LabelledSet, tolerance: number): void {
  expect(read.classNames).toEqual(set.classNames);
  for (const [place, { truths, isAnnotated }] of read.pictures.entries()) {
    const expected = set.pictures[place];
    expect(isAnnotated).toBe(true);
    expect(truths.map(({ classIndex }) => classIndex)).toEqual(expected?.truths.map(({ classIndex }) => classIndex));
    for (const [index, { box }] of truths.entries()) {
      for (const edge of ['y1', 'x1', 'y2', 'x2'] as const) {
        const distance = Math.abs(box[edge] - (expected?.truths[index]?.box[edge] ?? Number.NaN));
        expect(distance).toBeLessThanOrEqual(tolerance);
      }
    }
  }
}

test('COCO, then YOLO, then COCO again are the same boxes', async () => {
  await fc.assert(
    fc.asyncProperty(anySet, async (set) => {
      const first = await readAnnotations(written(set, 'coco'), set.pictures);
      expect(first).toMatchObject({ format: 'coco', notes: [] });
      expectSame(first.set, set, 1e-9);
      const second = await readAnnotations(written(first.set, 'yolo'), set.pictures);
      expect(second).toMatchObject({ format: 'yolo', notes: [] });
      const third = await readAnnotations(written(second.set, 'coco'), set.pictures);
      expectSame(third.set, set, 1e-3);
    }),
    { numRuns: 50 },
  );
});

test('VOC brings boxes back to the pixel, and classes that no box has are gone', async () => {
  await fc.assert(
    fc.asyncProperty(anySet, async (set) => {
      const read = await readAnnotations(written(set, 'voc'), set.pictures);
      expect(read).toMatchObject({ format: 'voc', notes: [] });
      const named = (each: LabelledSet) =>
        each.pictures.map(({ truths }) => truths.map(({ classIndex }) => each.classNames[classIndex]));
      expect(named(read.set)).toEqual(named(set));
      for (const [place, { truths }] of read.set.pictures.entries()) {
        for (const [index, { box }] of truths.entries()) {
          // Half a pixel, and one where a box was thinner than a pixel.
          expect(Math.abs(box.x1 - (set.pictures[place]?.truths[index]?.box.x1 ?? Number.NaN))).toBeLessThanOrEqual(
            0.5,
          );
          expect(Math.abs(box.y2 - (set.pictures[place]?.truths[index]?.box.y2 ?? Number.NaN))).toBeLessThanOrEqual(1);
        }
      }
    }),
    { numRuns: 50 },
  );
});

const pictures = [
  { path: 'images/1.jpg', size: { height: 128, width: 256 } },
  { path: 'images/2.jpg', size: { height: 128, width: 256 } },
];
const coco = (annotations: readonly object[], images: readonly object[] = []) => ({
  images: [{ id: 1, file_name: '1.jpg', height: 128, width: 256 }, ...images],
  annotations,
  categories: [{ id: 7, name: 'cat' }],
});
const good = { id: 1, image_id: 1, category_id: 7, bbox: [10, 20, 30, 40] };
const voc = (objects: string, rest = '') =>
  `<annotation><filename>1.jpg</filename>${rest}<size><width>256</width><height>128</height></size>${objects}</annotation>`;
const object = (xmin: number | string, ymin: number, xmax: number, ymax: number) =>
  `<object><name>cat</name><bndbox><xmin>${xmin}</xmin><ymin>${ymin}</ymin><xmax>${xmax}</xmax><ymax>${ymax}</ymax></bndbox></object>`;

test('what each format says of a box is the same box', async () => {
  const box = { y1: 20, x1: 10, y2: 60, x2: 40 };
  const wanted = [[{ box, classIndex: 0 }], []];
  for (const files of [
    [file('a.json', coco([good]))],
    [file('Annotations/1.xml', voc(object(11, 21, 40, 60)))],
    [file('labels/1.txt', '0 0.09765625 0.3125 0.1171875 0.3125\n'), file('classes.txt', 'cat\n')],
    [file('labels/1.txt', '0 0.09765625 0.3125 0.1171875 0.3125'), file('data.yaml', 'names: [cat]')],
  ]) {
    const { set, notes } = await readAnnotations(files, pictures);
    expect(notes).toEqual([]);
    expect(set.classNames).toEqual(['cat']);
    expect(set.pictures.map(({ truths }) => truths)).toEqual(wanted);
    expect(set.pictures.map(({ isAnnotated }) => isAnnotated)).toEqual([true, false]);
  }
});

test('crowds, difficult objects and areas are kept', async () => {
  const crowd = await readAnnotations([file('a.json', coco([{ ...good, iscrowd: 1, area: 77 }]))], pictures);
  expect(crowd.set.pictures[0]?.truths).toMatchObject([{ isCrowd: true, area: 77 }]);
  const hard = object(1, 1, 5, 5).replace('<bndbox>', '<difficult>1</difficult><bndbox>');
  const difficult = await readAnnotations([file('1.xml', voc(hard))], pictures);
  expect(difficult.set.pictures[0]?.truths).toMatchObject([{ isDifficult: true }]);
});

describe('bad input is a line with a reason, and the rest comes in', () => {
  test.each([
    [
      'a picture that is not there',
      [file('a.json', coco([good], [{ id: 2, file_name: '9.jpg' }]))],
      /no picture called “9.jpg”/,
    ],
    ['an image that is not listed', [file('a.json', coco([good, { ...good, image_id: 5 }]))], /does not list: 5/],
    [
      'two images with one id',
      [file('a.json', coco([good], [{ id: 1, file_name: '2.jpg' }]))],
      /Another image has its id/,
    ],
    ['a negative size', [file('a.json', coco([good, { ...good, bbox: [1, 1, -5, 4] }]))], /no area: -5 × 4/],
    ['no size', [file('a.json', coco([good, { ...good, bbox: [1, 1, 0, 0] }]))], /no area/],
    [
      'a box outside',
      [file('a.json', coco([good, { ...good, bbox: [300, 1, 5, 5] }]))],
      /outside the picture, which is 256 × 128/,
    ],
    ['no numbers', [file('a.json', coco([good, { ...good, bbox: ['a', 1, 2, 3] }]))], /“bbox” of four numbers/],
    ['a missing category', [file('a.json', coco([good, { ...good, category_id: 8 }]))], /no category 8/],
    [
      'a VOC box without a corner',
      [file('1.xml', voc(object(11, 21, 40, 60) + object('', 1, 5, 5)))],
      /corners are no numbers/,
    ],
    [
      'a VOC file of another kind',
      [file('1.xml', voc(object(11, 21, 40, 60))), file('2.xml', '<svg/>')],
      /root is <svg>/,
    ],
    [
      'too few fields',
      [file('1.txt', '0 0.09765625 0.3125 0.1171875 0.3125\n0 0.5 0.5\n'), file('classes.txt', 'cat')],
      /3 fields/,
    ],
    [
      'a score',
      [file('1.txt', '0 0.09765625 0.3125 0.1171875 0.3125\n0 0.5 0.5 0.1 0.1 0.9'), file('classes.txt', 'cat')],
      /with scores/,
    ],
    [
      'an outline',
      [file('1.txt', '0 0.09765625 0.3125 0.1171875 0.3125\n0 0 0 1 0 1 1'), file('classes.txt', 'cat')],
      /outline/,
    ],
    [
      'a class that is no number',
      [file('1.txt', '0 0.09765625 0.3125 0.1171875 0.3125\ncat 0 0 1 1'), file('classes.txt', 'cat')],
      /“cat” is no number of a class/,
    ],
    [
      'labels of no picture',
      [file('1.txt', '0 0.09765625 0.3125 0.1171875 0.3125'), file('5.txt', ''), file('classes.txt', 'cat')],
      /no picture called “5”/,
    ],
    [
      'two formats',
      [file('a.json', coco([good])), file('1.txt', ''), file('2.txt', '')],
      /COCO JSON as well, which was taken/,
    ],
    ['a second JSON that is none', [file('a.json', coco([good])), file('b.json', [1])], /it is a list/],
    ['a JSON that is broken', [file('a.json', coco([good])), file('b.json', '{"images": [')], /JSON was expected/],
    ['a huge JSON', [file('a.json', coco([good])), { ...file('b.json', ''), size: 1e9 }], /larger than 64 MiB/],
    [
      'a file that cannot be read',
      [file('a.json', coco([good])), { ...file('b.json', ''), read: () => Promise.reject(new Error('Gone.')) }],
      /Gone/,
    ],
  ] as const)('%s', async (_, files, reason) => {
    const { set, notes } = await readAnnotations(files, pictures);
    expect(notes.map((note) => note.reason)).toEqual([expect.stringMatching(reason)]);
    expect(notes[0]?.where).not.toBe('');
    expect(set.pictures[0]?.truths).toEqual([{ classIndex: 0, box: { y1: 20, x1: 10, y2: 60, x2: 40 } }]);
  });

  test('a box beyond the edge is cut there and told of; one that files round beyond it is not', async () => {
    const { set, notes } = await readAnnotations(
      [file('a.json', coco([{ ...good, bbox: [206, 20, 90, 40] }]))],
      pictures,
    );
    expect(notes.map((note) => note.reason)).toEqual([expect.stringMatching(/40 pixels beyond/)]);
    expect(set.pictures[0]?.truths[0]?.box.x2).toBe(256);
    expect(
      (await readAnnotations([file('a.json', coco([{ ...good, bbox: [206, 20, 51, 40] }]))], pictures)).notes,
    ).toEqual([]);
  });

  test('annotations of a resized copy are scaled, those of another shape left out', async () => {
    const image = (width: number, height: number) => ({
      ...coco([good]),
      images: [{ id: 1, file_name: '1.jpg', width, height }],
    });
    const half = await readAnnotations([file('a.json', image(128, 64))], pictures);
    expect(half.set.pictures[0]?.truths[0]?.box).toEqual({ y1: 40, x1: 20, y2: 120, x2: 80 });
    expect(half.notes).toMatchObject([{ reason: expect.stringMatching(/128 × 64 pixels.*scaled/) }]);
    const turned = await readAnnotations([file('a.json', image(128, 256))], pictures);
    expect(turned.set.pictures[0]).toMatchObject({ truths: [], isAnnotated: false });
    expect(turned.notes).toMatchObject([{ reason: expect.stringMatching(/left out/) }]);
  });

  test('classes without names go by their numbers', async () => {
    const { set, notes } = await readAnnotations([file('1.txt', '3 0.5 0.5 0.1 0.1')], pictures);
    expect(set.classNames).toEqual(['class 3']);
    expect(notes).toMatchObject([{ reason: expect.stringMatching(/no classes.txt/) }]);
  });
});

test('never throws, whatever the JSON', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), async (images, annotations, categories) => {
      await readAnnotations([file('a.json', { images, annotations, categories })], pictures);
      await readAnnotations(
        [file('a.json', { images: [images], annotations: [annotations], categories: [categories] })],
        pictures,
      );
    }),
    { numRuns: 100 },
  );
});

test('never throws, whatever the label files and the names beside them', async () => {
  const field = fc.oneof(
    fc.integer(),
    fc.double(),
    fc.constantFrom('', 'NaN', 'Infinity', '1e999', '-0', 'cat', '\u0000'),
  );
  const line = fc.array(field, { maxLength: 8 }).map((fields) => fields.join(' '));
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 6 }), fc.string(), fc.string(), async (lines, names, xml) => {
      const labels = [file('1.txt', lines.join('\n')), file('classes.txt', names), file('data.yaml', names)];
      for (const { set } of [
        await readAnnotations(labels, pictures),
        await readAnnotations([file('1.xml', xml)], pictures),
      ]) {
        for (const { box } of set.pictures.flatMap(({ truths }) => truths)) {
          expect(box.x1 >= 0 && box.y1 >= 0 && box.x2 <= 256 && box.y2 <= 128 && box.x1 < box.x2).toBe(true);
        }
      }
    }),
    { numRuns: 100 },
  );
});
