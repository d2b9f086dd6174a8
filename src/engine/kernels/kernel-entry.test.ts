/** Which form of a kernel serves a call: what was measured, what the device has and what the person allows. */
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs';
import { afterEach, expect, test, vi } from 'vitest';
import { type KernelVariant, kernelVariants } from '#protocol/kernels.ts';
import { tunableEntry } from './kernel-entry.ts';
import { allowHalf } from './tuning/half-permission.ts';
import { addChoices, clearChoices } from './tuning/kernel-choices.ts';
import { recordCalls } from './tuning/tunable-call.ts';
import { callsToMeasure } from './tuning/tune-kernels.ts';

vi.mock('./software-adapter.ts', () => ({ isSoftwareAdapter: () => false }));

afterEach(() => {
  clearChoices();
  allowHalf(false);
});

/** An output that only says which form made it. */
const madeBy = (variant: KernelVariant): TensorInfo => ({ dataId: {}, shape: [], dtype: variant as 'float32' });

const entry = tunableEntry<object, { readonly isGradient?: boolean; readonly isOdd?: boolean }>(
  'TestKernel',
  () => madeBy('stride'),
  {
    forms: (form) => () => madeBy(form),
    suits: (form, { isGradient }) => form !== 'half' || !isGradient,
    covers: ({ isOdd }) => !isOdd,
  },
);

interface Device {
  readonly features?: readonly string[];
  readonly subgroupMaxSize?: number;
}

function deviceOf({ features = ['subgroups', 'shader-f16'], subgroupMaxSize = 32 }: Device) {
  return { device: { features: new Set(features), adapterInfo: { subgroupMaxSize } } } as never;
}

function run(device: Device = {}, attrs = {}): string {
  const kernel: KernelFunc = entry.over(() => madeBy('stock'));
  return (kernel({ inputs: {}, attrs, backend: deviceOf(device) }) as TensorInfo).dtype;
}

const callsOf = (device: Device = {}, attrs = {}) => recordCalls(() => run(device, attrs));
const variantsOf = (device: Device = {}, attrs = {}) => Object.keys(callsOf(device, attrs)[0]!.variants);

/** As a measurement of every form would say, the chosen one being the fastest. */
function choose(chosen: KernelVariant, only: readonly KernelVariant[] = kernelVariants, attrs = {}): void {
  const milliseconds = Object.fromEntries(only.map((name, at) => [name, name === chosen ? 0.5 : 1 + at]));
  addChoices([{ key: callsOf({}, attrs)[0]!.key, kernel: 'TestKernel', shapes: [], chosen, milliseconds }]);
}

test('until something was measured tfjs’s serves, and ours where tfjs’s does not compute the same', () => {
  expect(run()).toBe('stock');
  expect(run({}, { isOdd: true })).toBe('stride');
});

test.each(['stride', 'shared', 'subgroup', 'stock'] as const)('what was measured as the fastest serves: %s', (name) => {
  choose(name);
  expect(run()).toBe(name);
});

test('without leave, a stored choice of 16 bits never serves: the fastest of the others does', () => {
  choose('half');
  expect(run()).toBe('stride');
  allowHalf(true);
  expect(run()).toBe('half');
  allowHalf(false);
  expect(run()).toBe('stride');
  choose('half', ['half']);
  expect(run()).toBe('stock');
});

test('what a device lacks never serves there, whatever is stored', () => {
  allowHalf(true);
  choose('half');
  expect(run({ features: ['subgroups'] })).toBe('stride');
  choose('subgroup');
  expect(run({ features: [] })).toBe('stride');
  expect(run({ subgroupMaxSize: 128 })).toBe('stride');
});

test('gradients never have 16 bits', () => {
  allowHalf(true);
  const attrs = { isGradient: true };
  choose('half', kernelVariants, attrs);
  expect(run({}, attrs)).toBe('stride');
  expect(variantsOf({}, attrs)).not.toContain('half');
});

test('what is measured is what could serve', () => {
  expect(variantsOf()).toEqual(['stride', 'shared', 'subgroup', 'stock']);
  expect(variantsOf({ features: [] }, { isOdd: true })).toEqual(['stride', 'shared']);
  allowHalf(true);
  expect(variantsOf()).toEqual([...kernelVariants]);
});

test('a measurement that lacks a form which could serve now is made again', () => {
  const backend = deviceOf({});
  choose('shared', ['stride', 'shared', 'stock']);
  expect(callsToMeasure(backend, callsOf())).toHaveLength(1);
  choose('shared', ['stride', 'shared', 'subgroup', 'stock']);
  expect(callsToMeasure(backend, callsOf())).toHaveLength(0);
  allowHalf(true);
  expect(callsToMeasure(backend, callsOf())).toHaveLength(1);
});
