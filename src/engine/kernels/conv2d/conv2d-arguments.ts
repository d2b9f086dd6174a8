/** What a convolution is given. */
import type { TensorInfo } from '@tensorflow/tfjs';
import type { FusedActivation } from '../activation.ts';

export interface Conv2DArguments {
  /** [batch, height, width, channels]. */
  readonly x: TensorInfo;
  /** [height, width, in channels, out channels]. */
  readonly filter: TensorInfo;
  /** [out channels]. */
  readonly bias?: TensorInfo | undefined;
  readonly activation?: FusedActivation | undefined;
  readonly leakyreluAlpha?: number | undefined;
}
