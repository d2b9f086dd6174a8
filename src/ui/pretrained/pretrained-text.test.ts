import { expect, test } from 'vitest';
import { featuresText, formatMilliseconds, formatMultiplyAdds, openingText } from './pretrained-text.ts';

const progress = {
  file: 'VGG16, with classifier',
  host: 'storage.googleapis.com',
  done: 132_000_000,
  total: 553_000_000,
  bytesPerSecond: 10_500_000,
  millisecondsLeft: 40_000,
};
const plain = (text: string) => text.replaceAll('\u202f', ' ');

test('a download says how far it is, how fast, and how long it will take', () => {
  const { share, text, detail } = openingText({ stage: 'fetch' }, progress);
  expect(share).toBeCloseTo(0.2387, 4);
  expect(plain(text)).toBe('24 %, 40 s left');
  expect(plain(detail)).toBe('VGG16, with classifier from storage.googleapis.com: 132 MB of 553 MB, 10.5 MB a second');
});

test('a download of unknown length promises nothing', () => {
  const { share, text } = openingText({ stage: 'fetch' }, { ...progress, total: null, millisecondsLeft: null });
  expect(share).toBeNull();
  expect(plain(text)).toBe('132 MB');
});

test('a download that stalls says so and tells no time', () => {
  const { text, detail } = openingText({ stage: 'fetch' }, { ...progress, bytesPerSecond: 0, millisecondsLeft: null });
  expect(plain(text)).toBe('24 %');
  expect(plain(detail)).toMatch(/132 MB of 553 MB, waiting for data$/);
});

test('shaders are counted while they compile', () => {
  expect(openingText({ stage: 'compile', done: 3, total: 12 }, null)).toMatchObject({
    share: 0.25,
    text: 'Compiling, 3 of 12',
  });
});

test('kept features say which base saw the pictures, how large, and what was read', () => {
  const set = { id: '', inputSize: 96, layer: 'conv_pw_13_relu', pictures: 1, bytes: 1 };
  expect(featuresText({ ...set, base: { kind: 'zoo', network: 'MobileNet_0.25' }, isHalfPrecision: true })).toEqual({
    name: 'MobileNet 0.25, 96 × 96',
    detail: 'from conv_pw_13_relu · weights in 16 bits',
  });
  expect(featuresText({ ...set, base: { kind: 'embedded' }, isHalfPrecision: false })).toEqual({
    name: 'Embedded backbone, 96 × 96',
    detail: 'from conv_pw_13_relu',
  });
});

test.each([
  [formatMultiplyAdds(43_565_416), '0.04 G'],
  [formatMultiplyAdds(15_476_385_792), '15.5 G'],
  [formatMilliseconds(3.14), '3.1 ms'],
  [formatMilliseconds(1240.4), '1,240 ms'],
])('%s', (written, expected) => {
  expect(plain(written)).toBe(expected);
});
