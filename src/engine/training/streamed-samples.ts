/** A data set too large for the device: each batch is uploaded when it is needed. */
import { type PictureSet, picturesAt } from '#data/picture-set.ts';
import { UploadedSamples } from './uploaded-samples.ts';

export class StreamedSamples extends UploadedSamples<PictureSet> {
  protected rowsAt(indices: Uint32Array): Uint8Array {
    return picturesAt(this.pictures, indices).pixels;
  }

  dispose(): void {
    // Nothing of it lies on the device between batches.
  }
}
