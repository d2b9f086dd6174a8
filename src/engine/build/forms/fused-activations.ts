/** Activations that Conv2D and Dense apply themselves, in one GPU program with the sums before them. */
import type { ActivationName } from '#graph/activations.ts';

/** Not sigmoid: losses want to see what comes before a head's. */
export const fusedActivations = ['relu', 'relu6', 'elu'] as const satisfies readonly ActivationName[];

type FusedActivation = (typeof fusedActivations)[number] | 'linear';

/** The activation where it is fused; linear where a layer behind will apply it. */
export function fusedActivationOf(activation: ActivationName): FusedActivation {
  return fusedActivations.find((fused) => fused === activation) ?? 'linear';
}
