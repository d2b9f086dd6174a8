/** Kernel choices between visits. Where they cannot be kept, they are measured anew in each: never a fault to show. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { KernelChoice } from '#protocol/kernels.ts';
import type { KernelChoiceRepository } from '#storage/kernel-choice-repository.ts';
import { addChoices, clearChoices, measuredChoices } from './kernel-choices.ts';

/** Null where nothing outlives the page. */
export type ChoiceStore = KernelChoiceRepository<KernelChoice> | null;

function adapterName(backend: WebGPUBackend): string {
  const { vendor, architecture, device, description } = backend.device.adapterInfo;
  return [vendor, architecture, device, description].join(' ');
}

/** Puts this adapter's saved choices in the place of those in force. */
export async function loadChoices(backend: WebGPUBackend, store: ChoiceStore): Promise<void> {
  clearChoices();
  addChoices((await store?.load(adapterName(backend)).catch(() => [])) ?? []);
}

/** Saves all that was measured. */
export async function saveChoices(backend: WebGPUBackend, store: ChoiceStore): Promise<void> {
  await store?.save(adapterName(backend), measuredChoices()).catch(() => undefined);
}

/** Forgets the choices in force and the saved ones of this adapter. */
export async function forgetChoices(backend: WebGPUBackend, store: ChoiceStore): Promise<void> {
  clearChoices();
  await saveChoices(backend, store);
}
