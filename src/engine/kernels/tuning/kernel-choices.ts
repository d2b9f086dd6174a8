/**
 * Which of several equal kernels runs: ours in one of its forms, or tfjs's. On a software adapter ours is the faster one by far. On a graphics
 * card the heavy kernels (those that tfjs tiles through workgroup memory) stay with tfjs until a measurement on that
 * card has shown one of ours to be faster; see tune-kernels.ts. A wrong choice costs time, never correctness.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { type KernelChoice, type KernelVariant, kernelVariants } from '#protocol/kernels.ts';
import { isSoftwareAdapter } from '../software-adapter.ts';
import { isHalfAllowed } from './half-permission.ts';
import type { Refusals } from './tunable-call.ts';

const choices = new Map<string, KernelChoice>();

/** Sizes below this one, such as of filters and strides, are told apart one by one. */
const firstRounded = 16;
/** Classes between one power of two and the next. */
const classesPerOctave = 8;

/**
 * Sizes of about the same speed, as one text: those within an eighth of an octave, so that batches of 49 and 50 share a
 * measurement. Whether a size divides by four is part of it: kernels read by vectors where it does.
 */
function sizeClass(size: number): string {
  if (size < firstRounded) return String(size);
  const grain = 2 ** Math.floor(Math.log2(size)) / classesPerOctave;
  return `${Math.floor(size / grain) * grain}${size % 4 === 0 ? '' : '+'}`;
}

/** A kernel call by what its speed depends on: name, classes of shapes, settings. */
export function choiceKey(kernelName: string, shapes: readonly (readonly number[])[], attrs: unknown): string {
  const classes = shapes.map((shape) => `[${shape.map(sizeClass)}]`);
  const settings = JSON.stringify(attrs, (_, value: unknown) => (typeof value === 'number' ? sizeClass(value) : value));
  return `${kernelName} [${classes}] ${settings}`;
}

/**
 * What holds of a measured choice. One for numbers of 16 bits holds as long as these are allowed; after that, the fastest
 * of the others does.
 */
function inForce(choice: KernelChoice): KernelChoice | undefined {
  if (isHalfAllowed() || !('half' in choice.milliseconds)) return choice;
  const { half: _, ...milliseconds } = choice.milliseconds;
  const chosen = choice.chosen === 'half' ? fastestOf(milliseconds) : choice.chosen;
  return chosen && { ...choice, chosen, milliseconds };
}

/** The variant with the least time, or undefined where there is none. */
export function fastestOf(milliseconds: KernelChoice['milliseconds']): KernelVariant | undefined {
  const timeOf = (name: KernelVariant) => milliseconds[name] ?? Number.POSITIVE_INFINITY;
  const [fastest] = kernelVariants
    .filter((name) => milliseconds[name] !== undefined)
    .toSorted((one, other) => timeOf(one) - timeOf(other));
  return fastest;
}

/** The variant to run: the measured one, else the default of this kind of adapter. */
export function variantFor(backend: WebGPUBackend, key: string): KernelVariant {
  const choice = choices.get(key);
  return (choice && inForce(choice)?.chosen) ?? (isSoftwareAdapter(backend) ? 'stride' : 'stock');
}

/** The variants of a call that the driver would not run, and why. */
export function refusalsOf(key: string): Refusals {
  return choices.get(key)?.refused ?? {};
}

/** Whether each of these variants of a call has been measured. */
export function isMeasured(key: string, variants: readonly KernelVariant[]): boolean {
  const { milliseconds } = choices.get(key) ?? {};
  return milliseconds !== undefined && variants.every((name) => milliseconds[name] !== undefined);
}

/** Takes over measured choices. Entries that name no call of this model are never asked for. */
export function addChoices(measured: readonly KernelChoice[]): void {
  for (const choice of measured) choices.set(choice.key, choice);
}

export function clearChoices(): void {
  choices.clear();
}

/** All that was measured, as it is to be kept. */
export function measuredChoices(): readonly KernelChoice[] {
  return [...choices.values()];
}

/** The choices in force, for a page that shows them. */
export function currentChoices(): readonly KernelChoice[] {
  return measuredChoices().flatMap((choice) => inForce(choice) ?? []);
}
