/**
 * Which of two equal kernels runs: ours or tfjs's. On a software adapter ours is the faster one by far. On a graphics
 * card the heavy kernels (those that tfjs tiles through workgroup memory) stay with tfjs until a measurement on that
 * card has shown ours to be faster; see tune-kernels.ts. A wrong choice costs time, never correctness.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { isSoftwareAdapter } from '../software-adapter.ts';

export type KernelChoice = 'stride' | 'stock';

const choices = new Map<string, KernelChoice>();

/** A kernel call by what its speed depends on: name, shapes, settings. */
export function choiceKey(kernelName: string, shapes: readonly (readonly number[])[], attrs: unknown): string {
  return `${kernelName} ${JSON.stringify(shapes)} ${JSON.stringify(attrs)}`;
}

/** The kernel to run: the measured choice, else the default of this kind of adapter. */
export function choiceFor(backend: WebGPUBackend, key: string): KernelChoice {
  return choices.get(key) ?? (isSoftwareAdapter(backend) ? 'stride' : 'stock');
}

/** Takes over measured choices. Entries that name no call of this model are never asked for. */
export function setChoices(measured: Readonly<Record<string, KernelChoice>>): void {
  for (const [key, choice] of Object.entries(measured)) choices.set(key, choice);
}

export function clearChoices(): void {
  choices.clear();
}

/** The choices in force, for a page that shows them. */
export function currentChoices(): Readonly<Record<string, KernelChoice>> {
  return Object.fromEntries(choices);
}
