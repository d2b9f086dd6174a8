import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { KernelChoice } from '#protocol/kernels.ts';
import { parseKernelChoices } from './parse-kernel-choices.ts';

const choice: KernelChoice = {
  key: 'BatchMatMul [[1,5,8],[1,8,6]] {}',
  kernel: 'BatchMatMul',
  shapes: [
    [1, 5, 8],
    [1, 8, 6],
  ],
  chosen: 'stride',
  milliseconds: { stride: 0.25, stock: 1 },
};

test('choices come back as they were saved, without what they held besides', () => {
  expect(parseKernelChoices([{ ...choice, colour: 'red' }, choice])).toEqual([choice, choice]);
});

test('what the driver refused comes back with its reasons, also where nothing was timed', () => {
  const refusing: KernelChoice = { ...choice, refused: { shared: 'Too much workgroup memory.' } };
  const untimed: KernelChoice = { ...refusing, chosen: 'stock', milliseconds: {} };
  expect(parseKernelChoices([refusing, untimed])).toEqual([refusing, untimed]);
  const odd = { ...refusing, refused: { shared: 7, unheardOf: 'No.', subgroup: 'No.' } };
  expect(parseKernelChoices([odd])).toEqual([{ ...choice, refused: { subgroup: 'No.' } }]);
});

test.each<[string, object]>([
  ['an unknown variant', { chosen: 'fastest' }],
  ['no key', { key: 7 }],
  ['no kernel', { kernel: null }],
  ['sizes that are no numbers', { shapes: [['5']] }],
  ['times that are no numbers', { milliseconds: { stride: Number.NaN, stock: 1 } }],
  ['no times', { milliseconds: null }],
  ['a winner that was not timed', { chosen: 'shared' }],
])('an entry with %s is left out, the others stay', (_, fault) => {
  expect(parseKernelChoices([{ ...choice, ...fault }, choice])).toEqual([choice]);
});

test('anything at all may lie in the record', () => {
  fc.assert(fc.property(fc.anything(), (record) => Array.isArray(parseKernelChoices(record))));
});
