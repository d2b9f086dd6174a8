/** What training will see of a sample: the augmentation of a graph on one picture, by the very kernel that trains. */
import type { ModelGraph } from '#graph/model-graph.ts';
import type { Picture } from './engine.ts';

export interface AugmentationRequest {
  /** Its Input and the preprocessing layers right behind it are what counts; the rest may be unfinished. */
  readonly graph: ModelGraph;
  readonly dataset: string;
  /** Index into the data set. */
  readonly sample: number;
  /** The document's seed, or another to try. */
  readonly seed: number;
  /** One picture for each of these epochs, 0 being the first. */
  readonly epochs: readonly number[];
  /** The name of one layer to see by itself; all of them where absent. */
  readonly only?: string;
}

export interface AugmentationPreview {
  readonly original: Picture;
  /** As bytes of 0..255, whatever a Rescaling behind the Input makes of them. By epoch, in the request's order. */
  readonly pictures: readonly Picture[];
}

export interface AugmentationEngine {
  /** Rejects with `dataset-…` where the data set cannot be opened, and with `sample-unknown`. */
  preview(request: AugmentationRequest): Promise<AugmentationPreview>;
}
