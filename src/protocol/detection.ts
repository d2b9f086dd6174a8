/**
 * Object detection: frames go to the worker, at most some hundred boxes come back. Boxes are in pixels of the frame as
 * it was given, so that DIoU means what its paper says; `src/vision` turns them into other units.
 *
 * A detector proposes candidates; options decide which of them are shown. The candidates of the last frame stay on the
 * device, so that a change of the options answers at once and without running the network.
 */
import type { Size } from '#vision/box.ts';
import type { Detection } from '#vision/detection.ts';
import type { SuppressionOptions } from '#vision/nms.ts';

/** How a frame comes to the network's input size: both sides as they are, or the aspect kept and the rest filled. */
export type FrameFit = 'stretch' | 'letterbox';

export interface DetectorInfo {
  readonly id: string;
  /** As a person reads it: `CenterNet MobileNetV3`. */
  readonly name: string;
  /** Ships with the app, is fetched from a host and cached, or is the person's own file. */
  readonly origin: 'embedded' | 'hosted' | 'own';
  readonly runtime: 'tfjs' | 'onnx';
  /** What has to be loaded; null where it is not known before. */
  readonly bytes: number | null;
  readonly inputSize: Size;
  readonly fit: FrameFit;
  readonly classNames: readonly string[];
  /** A sentence: the licence and whose it is. */
  readonly licence: string;
  /** Where the model is described; null where there is no such page. */
  readonly homepage: string | null;
  /** A score threshold that suits this detector's scores. */
  readonly scoreThreshold: number;
}

/** Which candidates are shown. */
export interface DetectionOptions extends SuppressionOptions {
  /** Classes to look for, by index; null for all. Candidates of other classes suppress nothing. */
  readonly classes: readonly number[] | null;
}

/** Milliseconds of a frame's way, by stage. The stages follow each other; `total` is their sum. */
export interface FrameTimings {
  /** The frame's pixels made ready and uploaded; of a quick detector, while the frame before is worked on. */
  readonly capture: number;
  /** Resized and normalised. */
  readonly preprocess: number;
  /** The network itself. */
  readonly model: number;
  /** Candidates decoded, the best chosen, and suppressed. */
  readonly suppress: number;
  /** Until the boxes were there to be read. */
  readonly readBack: number;
  readonly total: number;
}

export interface FrameDetections {
  /** The source that the frame was said to come from. */
  readonly source: string;
  readonly detector: string;
  /** Size of the frame, which the boxes are in pixels of. */
  readonly frame: Size;
  /** By falling score, at most 100 (`MOST_DETECTIONS` of `vision/detection.ts`). */
  readonly detections: readonly Detection[];
  /** How many candidates the detections were chosen from. */
  readonly candidateCount: number;
  readonly timings: FrameTimings;
}

/** What a detector proposed before any suppression. */
export interface FrameCandidates {
  readonly detector: string;
  readonly frame: Size;
  /** By falling score. Those with next to no score are left out, and so are those behind the best few hundred. */
  readonly candidates: readonly Detection[];
  readonly timings: FrameTimings;
}

/** How the outputs of a person's own network are to be read. */
export type DetectionHead =
  /** `[1, anchors, 5 + classes]`: centre and size by cell, objectness, scores; strides 8, 16, 32. */
  | 'yolox'
  /** `[1, 4 + classes, anchors]` or its transpose: centre and size in pixels of the input, scores. */
  | 'yolo-boxes'
  /** Two outputs: class logits `[1, queries, classes]` and boxes `[1, queries, 4]` as centre and size, 0..1. */
  | 'detr'
  /** A TensorFlow.js graph: boxes `[1, n, 1, 4]` as y1, x1, y2, x2 in 0..1, and scores `[1, n, classes]`. */
  | 'ssd';

export interface OwnDetector {
  readonly name: string;
  /** An `.onnx` file, or a `model.json` with its weight files. */
  readonly files: readonly File[];
  readonly head: DetectionHead;
  readonly inputSize: Size;
  readonly fit: FrameFit;
  readonly channels: 'rgb' | 'bgr';
  /** The range of a pixel as the network wants it. `imagenet`: 0..1, then its mean and deviation taken out. */
  readonly range: '0..255' | '0..1' | '-1..1' | 'imagenet';
  /** In the order of the network's scores. */
  readonly classNames: readonly string[];
}

export interface DetectionEngine {
  /** Every detector there is: the embedded one first, then the hosted ones, then the person's own of this visit. */
  listDetectors(): Promise<readonly DetectorInfo[]>;

  /**
   * Takes a detector file of the person's own and makes it the one in use.
   * Rejects with `detector-unreadable` or `detector-operator-missing` where it cannot be run.
   */
  addDetector(detector: OwnDetector): Promise<DetectorInfo>;

  /**
   * Makes a detector the one in use, fetching it first where it is hosted (the weights registry's events name `job` and
   * say how far it is), and lets the one before go. Rejects with `detector-unknown`, or with the registry's fault.
   */
  load(detector: string, job: string): Promise<DetectorInfo>;

  /** Sets the options for every later frame, and answers what they make of the last frame; null where there was none. */
  setOptions(options: DetectionOptions): Promise<FrameDetections | null>;

  /**
   * Detects in one frame, which is closed when it has been read. One frame is worked on at a time and one waits
   * meanwhile; of those that come faster only the latest is kept, and the others answer null, as do frames that are
   * still waiting when the detector is unloaded. Rejects with `no-detector`, `frame-empty` or `device-lost`; after the
   * loss of the GPU, the next frame finds the detector loaded again.
   */
  frame(source: string, picture: VideoFrame | ImageBitmap): Promise<FrameDetections | null>;

  /**
   * Detects in one picture by options of its own, which change nothing for the frames; the picture is closed. Rejects as
   * `frame` does, and with `frame-dropped` where frames come meanwhile.
   */
  detect(picture: ImageBitmap, options: DetectionOptions): Promise<FrameDetections>;

  /** Every candidate of one picture, for whoever wants to suppress by hand. The picture is closed. */
  candidates(picture: VideoFrame | ImageBitmap): Promise<FrameCandidates>;

  /** The candidates that the last frame was answered from; null where there was none. */
  lastCandidates(): Promise<FrameCandidates | null>;

  /** Frees the detector and all it holds on the GPU. */
  unload(): Promise<void>;
}
