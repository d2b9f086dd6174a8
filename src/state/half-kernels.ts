/** The person's leave to compute with 16 bits a number: kept with the preferences, and told to the engine. */
import type { Stride } from './stride.ts';

export async function setHalfKernels(stride: Stride, halfKernels: boolean): Promise<void> {
  stride.preferences.setState({ halfKernels });
  await applyHalfKernels(stride);
}

/** Tells the engine, which allows none until it hears so. */
export async function applyHalfKernels({ engine, preferences }: Stride): Promise<void> {
  await engine.allowHalfKernels(preferences.getState().halfKernels);
}
