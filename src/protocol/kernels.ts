/** Which of several equal GPU programs the engine runs for a kernel call, and the measurement that says so. */

/** Forms of a product other than by tiles in registers; `half` keeps its tiles with 16 bits a number. */
export const productForms = ['shared', 'subgroup', 'half'] as const;
export type ProductForm = (typeof productForms)[number];

/**
 * `stride`: the engine's own program, whose tiles lie in registers. `shared`: its own, whose tiles lie in workgroup memory;
 * `half`: the same with 16 bits a number there, only where the person allows it. `subgroup`: its own, where invocations
 * hand numbers to each other. `stock`: TensorFlow.js's.
 */
export const kernelVariants = ['stride', ...productForms, 'stock'] as const;
export type KernelVariant = (typeof kernelVariants)[number];

export interface KernelChoice {
  /** What the choice is for: kernel, shapes and settings in one text. */
  readonly key: string;
  /** The name TensorFlow.js runs the kernel by. */
  readonly kernel: string;
  /** The input tensors', in the kernel's order, with the batch axis in front where there is one. */
  readonly shapes: readonly (readonly number[])[];
  readonly chosen: KernelVariant;
  /** What one call of each that there is took on this device. */
  readonly milliseconds: Readonly<Partial<Record<KernelVariant, number>>>;
  /** Why the driver would not run a variant, in its own words; absent where it ran them all. */
  readonly refused?: Readonly<Partial<Record<KernelVariant, string>>>;
}
