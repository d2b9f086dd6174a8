/** Published networks with their weights: loaded by name, asked about pictures. One is open at a time. */
import type { ModelGraph } from '#graph/model-graph.ts';

export interface PretrainedChoice {
  /** Its name in the zoo: `MobileNet_0.25`. */
  readonly network: string;
  /** With the classifier of ImageNet's 1,000 classes; its weights are fetched only then. */
  readonly includeTop: boolean;
  /** Pixels on each side of the pictures it reads. */
  readonly inputSize: number;
}

export interface OpenPretrained extends PretrainedChoice {
  /** Names the work in events and for `weights.cancel`. */
  readonly job: string;
  /** Weights that a person has: one file, or a TF.js model with its parts. Nothing is fetched then. */
  readonly files?: readonly File[];
}

/** How long each step of opening took, milliseconds. */
export interface OpeningTimes {
  readonly fetch: number;
  readonly parse: number;
  readonly upload: number;
  readonly compile: number;
}

export interface OpenedPretrained extends PretrainedChoice {
  readonly parameters: number;
  /** Where the weights came from, as a person reads it: `storage.googleapis.com`, `this computer`, `my-weights.h5`. */
  readonly source: string;
  /** Bytes that travelled over the network for it. */
  readonly bytesFetched: number;
  /** Whether the numbers come from 16 bits each. */
  readonly isHalfPrecision: boolean;
  readonly milliseconds: OpeningTimes;
}

export interface RankedClass {
  /** WordNet's id: `n02123045`. */
  readonly wnid: string;
  readonly name: string;
  /** 0..1. */
  readonly probability: number;
}

export interface Classification {
  /** The likeliest first. */
  readonly top: readonly RankedClass[];
  readonly milliseconds: {
    /** From the picture to the network's pixels. */
    readonly prepare: number;
    /** From pixels to probabilities. */
    readonly run: number;
  };
}

export type PretrainedEvent =
  /** What opening is at; downloads are told by `download`. `done` and `total` count compiled shaders. */
  | { readonly type: 'opening'; readonly job: string; readonly stage: 'fetch' | 'parse' | 'upload' }
  | {
      readonly type: 'opening';
      readonly job: string;
      readonly stage: 'compile';
      readonly done: number;
      readonly total: number;
    };

export interface PretrainedEngine {
  /**
   * Loads a network in place of the one that is open, which stays where this rejects. Whether the graphics card can hold
   * it is looked at before anything is fetched (`network-too-large`). Rejects with what fetching can say (`HostedFiles`),
   * `weights-other-network` for the weights of another network, `unreadable-file` for a damaged file.
   */
  open(request: OpenPretrained): Promise<OpenedPretrained>;
  /** The likeliest classes of a picture, stretched to the network's input. Rejects with `nothing-open`, `no-classifier`. */
  classify(picture: Blob | ImageBitmap | VideoFrame): Promise<Classification>;
  /**
   * Makes the open network the one that Build shows and Train goes on from, with its weights, and gives its graph. Its place
   * here is given up; `classify` takes it up again from the disk.
   */
  adopt(): Promise<ModelGraph>;
  /** Frees its memory. */
  unload(): Promise<void>;
  /** Whether these weights lie on this computer, so that opening needs no network. */
  isKept(choice: PretrainedChoice): Promise<boolean>;
}
