/**
 * What every reader of a weights file gives, whatever the file's format: layers in the file's order, each with its
 * weights in the layer's order, and values only when they are asked for. `openWeights` (in `open-weights.ts`) knows
 * the format by the bytes.
 */

/** How numbers lie in the file; `read` gives float32 for all of them. */
export type StoredNumberType = 'float16' | 'bfloat16' | 'float32' | 'float64' | 'uint8' | 'uint16' | 'int32' | 'uint32';

export interface StoredWeight {
  /** The weight's whole name in the file: `conv1/kernel:0`, `layers/conv2d/vars/0`, `features.0.weight`. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: StoredNumberType;
  /**
   * The values in C order of `shape`, a copy of the caller's own. Throws a `StrideError` that names file and weight
   * where the bytes are damaged, and after `close`.
   */
  read(): Float32Array;
}

export interface StoredLayer {
  /**
   * The layer's name where the file says it (old Keras `.h5`, TF.js, newer `.weights.h5`), else what stands for it: the
   * name up to the last slash or dot, such as `layers/conv2d_1`.
   */
  readonly name: string;
  /** In the file's order, which is Keras's: kernel before bias, gamma, beta, moving mean, moving variance. */
  readonly weights: readonly StoredWeight[];
}

export interface WeightArchive {
  readonly format: WeightFormat;
  /** In the file's order, the order of old Keras's `load_weights`; layers without weights are left out. */
  readonly layers: readonly StoredLayer[];
  /** Frees what the file holds in memory; call it when all that is wanted has been read. */
  close(): void;
}

/**
 * `keras-h5`: Keras 1 and 2, and Keras 3's legacy `.h5`. `keras-v3`: `.weights.h5` and what a `.keras` holds; its layers
 * stand under class names, sorted by name, so that only the model's config tells their order.
 */
export type WeightFormat = 'keras-h5' | 'keras-v3' | 'safetensors' | 'tfjs';

/** Files that lie beside the one that was opened, by name: the shards of a TF.js model. */
export type CompanionFiles = ReadonlyMap<string, Uint8Array>;

/** Recognises the format by content; `fileName` is for the errors. Throws a `StrideError` for anything unreadable. */
export type OpenWeights = (bytes: Uint8Array, fileName: string, companions?: CompanionFiles) => Promise<WeightArchive>;
