/**
 * Why a layer cannot take its inputs, as data: the sentence for the person is written and the repairs are chosen in
 * `problems/`, which knows the layer's name and what stands before it.
 */
import type { Shape } from './shape.ts';

export type ShapeFault =
  /** The input has another number of axes than the layer reads, e.g. Conv2D on a vector. */
  | { readonly kind: 'rank'; readonly expected: number; readonly input: Shape }
  /** An axis would shrink below 1; `missing` is by how many pixels the input is too small. */
  | {
      readonly kind: 'too-small';
      readonly axis: 'height' | 'width';
      readonly size: number;
      readonly needed: number;
      readonly missing: number;
    }
  /** A merge layer's branches disagree. `index` is the first branch that does not fit the first one. */
  | { readonly kind: 'unequal'; readonly inputs: readonly Shape[]; readonly index: number }
  /** A Reshape whose target has another number of elements. */
  | { readonly kind: 'element-count'; readonly input: Shape; readonly target: Shape }
  /** Strides and dilation above 1 together, which no convolution of TensorFlow's computes. */
  | { readonly kind: 'strides-with-dilation'; readonly input: Shape }
  /** The setting `axis` names the batch axis, or one that the input does not have. */
  | { readonly kind: 'axis'; readonly axis: number; readonly input: Shape }
  /** Settings that do not fit the input; `reason` completes the sentence "… cannot take 26 × 26 × 32: ". */
  | { readonly kind: 'misfit'; readonly settings: readonly string[]; readonly reason: string }
  /** A layer that Stride lacks, so that nobody knows what comes out of it. */
  | { readonly kind: 'unknown-layer' }
  /** A tensor of more numbers than any browser can hold, for a single sample; `tensor` says which one. */
  | { readonly kind: 'too-large'; readonly tensor: string; readonly shape: Shape };
