/**
 * A detector at work on one backend: frame in, candidates and detections out. Holds the GPU memory of the frame, of
 * the candidates kept of the last frame, and the detector's own; a frame leaves all of it as large as it was.
 */
import * as tf from '@tensorflow/tfjs';
import { StrideError } from '#base/errors.ts';
import type { DetectionOptions, FrameCandidates, FrameDetections, FrameTimings } from '#protocol/detection.ts';
import type { Size } from '#vision/box.ts';
import type { StandingBackend } from '../backend/standing-backend.ts';
import { FrameResizer, type UploadedFrame } from '../kernels/frame-resize/frame-resize.ts';
import { CanvasResizer } from './canvas-resizer.ts';
import type { Detector } from './detector.ts';
import { type KeptCandidates, keepCandidates } from './kept-candidates.ts';
import { createStageClock, type StageClock, wallClock } from './stage-clock.ts';

const noTime: FrameTimings = { capture: 0, preprocess: 0, model: 0, suppress: 0, readBack: 0, total: 0 };

/** Milliseconds of a frame up to which the next is uploaded meanwhile; behind a slower one it would grow stale. */
const quickFrame = 250;

interface Upload {
  readonly frame: UploadedFrame;
  readonly milliseconds: number;
}

interface Ahead {
  readonly picture: VideoFrame | ImageBitmap;
  /** null where the picture could not be uploaded. */
  readonly upload: Promise<Upload | null>;
}

interface LastFrame {
  readonly source: string;
  readonly frame: Size;
  readonly candidates: KeptCandidates;
  readonly timings: FrameTimings;
}

export class Workbench {
  readonly standing: StandingBackend;
  readonly #detector: Detector;
  readonly #resizer: FrameResizer | CanvasResizer;
  readonly #clock: StageClock;
  #last: LastFrame | null = null;
  #ahead: Ahead | null = null;

  constructor(standing: StandingBackend, detector: Detector) {
    this.standing = standing;
    this.#detector = detector;
    const { webgpu } = standing;
    this.#resizer = webgpu ? new FrameResizer(webgpu) : new CanvasResizer();
    this.#clock = webgpu ? createStageClock(webgpu) : wallClock();
  }

  get detector(): Detector {
    return this.#detector;
  }

  /** Uploads the frame that will be detected in next, while the one before is worked on. */
  prepare(picture: VideoFrame | ImageBitmap): void {
    this.#forgetAhead();
    if (this.#last === null || this.#last.timings.total > quickFrame) return;
    this.#ahead = { picture, upload: this.#upload(picture).catch(() => null) };
  }

  /**
   * Detects in a frame, which stays the caller's to close. `options` is asked when the candidates are there, and again
   * at the end: where it gives others by then, these decide.
   */
  async detect(
    source: string,
    picture: VideoFrame | ImageBitmap,
    options: () => DetectionOptions,
  ): Promise<FrameDetections> {
    const frame = sizeOf(picture);
    const { frame: upload, milliseconds } = await this.#uploadOf(picture);
    const uploaded = performance.now();
    this.#clock.begin();
    this.#clock.mark();
    const input = resize(upload, this.#detector.input);
    this.#clock.mark();
    const candidates = await this.#propose(input, frame);
    this.#last?.candidates.dispose();
    this.#last = { source, frame, candidates, timings: noTime };
    let used = options();
    const suppressing = candidates.suppress(used);
    this.#clock.mark();
    const [first, stages] = await Promise.all([suppressing, this.#clock.read()]);
    let found = first;
    const timings = timingsOf(milliseconds, stages, performance.now() - uploaded);
    this.#last = { source, frame, candidates, timings };
    while (used !== options()) {
      used = options();
      found = await candidates.suppress(used);
    }
    return { source, detector: this.#detector.info.id, frame, timings, ...found };
  }

  async #uploadOf(picture: VideoFrame | ImageBitmap): Promise<Upload> {
    const ahead = this.#ahead;
    if (ahead?.picture === picture) {
      this.#ahead = null;
      const upload = await ahead.upload;
      if (upload !== null) return upload;
    }
    this.#forgetAhead();
    return this.#upload(picture);
  }

  async #upload(picture: VideoFrame | ImageBitmap): Promise<Upload> {
    const started = performance.now();
    sizeOf(picture);
    const frame = await this.#resizer.upload(picture);
    return { frame, milliseconds: performance.now() - started };
  }

  #forgetAhead(): void {
    void this.#ahead?.upload.then((upload) => upload?.frame.release());
    this.#ahead = null;
  }

  async #propose(input: tf.Tensor, frame: Size): Promise<KeptCandidates> {
    try {
      const outputs = await this.#detector.run(input);
      this.#clock.mark();
      return await keepCandidates(outputs, this.#detector, frame, this.standing.webgpu);
    } finally {
      input.dispose();
    }
  }

  /** What other options make of the last frame; null where there was none. */
  async suppressAgain(options: DetectionOptions): Promise<FrameDetections | null> {
    if (this.#last === null) return null;
    const { source, frame, candidates, timings } = this.#last;
    return { source, detector: this.#detector.info.id, frame, timings, ...(await candidates.suppress(options)) };
  }

  async lastCandidates(): Promise<FrameCandidates | null> {
    if (this.#last === null) return null;
    const { frame, candidates, timings } = this.#last;
    return { detector: this.#detector.info.id, frame, timings, candidates: await candidates.all() };
  }

  dispose(): void {
    this.#last?.candidates.dispose();
    this.#last = null;
    this.#forgetAhead();
    this.#resizer.dispose();
    this.#clock.dispose();
    this.#detector.dispose();
  }
}

/** The frame as the network's input; the upload is done with, since the GPU takes what it was given in order. */
function resize(upload: UploadedFrame, input: Detector['input']): tf.Tensor {
  try {
    const resized = upload.resize(input);
    return resized instanceof tf.Tensor ? resized : tf.engine().makeTensorFromTensorInfo(resized);
  } finally {
    upload.release();
  }
}

function sizeOf(picture: VideoFrame | ImageBitmap): Size {
  const [height, width] =
    picture instanceof ImageBitmap ? [picture.height, picture.width] : [picture.displayHeight, picture.displayWidth];
  if (height > 0 && width > 0) return { height, width };
  throw new StrideError({
    code: 'frame-empty',
    message: `The frame has no pixels: ${width} × ${height}.`,
    remedy: 'Choose another picture, or wait until the camera or the video shows something.',
  });
}

function timingsOf(capture: number, stages: readonly number[], after: number): FrameTimings {
  const [preprocess = 0, model = 0, suppress = 0] = stages;
  const readBack = Math.max(0, after - preprocess - model - suppress);
  return { capture, preprocess, model, suppress, readBack, total: capture + preprocess + model + suppress + readBack };
}
