/** The candidates of one frame, and what suppression makes of them, wherever they lie. */
import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { DetectionOptions } from '#protocol/detection.ts';
import { type Box, clipBox, type Size } from '#vision/box.ts';
import { type Detection, MOST_DETECTIONS } from '#vision/detection.ts';
import { nonMaxSuppression } from '#vision/nms.ts';
import { type NetworkInput, placeOf } from '../kernels/frame-resize/frame-geometry.ts';
import { type FrameTransform, nonMaxSuppressionOnGpu } from '../kernels/non-max-suppression/non-max-suppression.ts';
import { CANDIDATE_WIDTH, topCandidates } from '../kernels/top-candidates/top-candidates.ts';
import type { Detector, Outputs } from './detector.ts';
import { bestPlaces } from './heads/best-places.ts';

export interface Suppressed {
  readonly detections: readonly Detection[];
  readonly candidateCount: number;
}

export interface KeptCandidates {
  /** Starts suppression; what it resolves with is read back asynchronously. */
  suppress(options: DetectionOptions): Promise<Suppressed>;
  /** Every candidate in pixels of the frame, by falling score. */
  all(): Promise<readonly Detection[]>;
  dispose(): void;
}

/** The way from a network's input back to the frame. */
export function transformOf(frame: Size, input: NetworkInput): FrameTransform {
  const place = placeOf(frame, input);
  const scaleY = frame.height / place.height;
  const scaleX = frame.width / place.width;
  const { height, width } = frame;
  return { scaleY, scaleX, offsetY: -place.top * scaleY, offsetX: -place.left * scaleX, height, width };
}

/** Takes over the outputs. */
export async function keepCandidates(
  outputs: Outputs,
  detector: Detector,
  frame: Size,
  backend: WebGPUBackend | null,
): Promise<KeptCandidates> {
  const transform = transformOf(frame, detector.input);
  if (outputs.kind === 'tensors' && backend !== null) {
    const rows = tf
      .engine()
      .makeTensorFromTensorInfo(topCandidates(backend, detector.head.onGpu(outputs.tensors, detector.input)));
    tf.dispose([...outputs.tensors]);
    return candidatesOnGpu(backend, rows, transform, detector.info.classNames.length);
  }
  const values = outputs.kind === 'values' ? outputs.values : await readTensors(outputs.tensors);
  return candidatesInMemory(bestPlaces(detector.head.inMemory(values, detector.input)), transform);
}

async function readTensors(tensors: readonly tf.Tensor[]) {
  const values = await Promise.all(
    tensors.map(async (tensor) => ({ shape: tensor.shape, values: await tensor.data() })),
  );
  tf.dispose([...tensors]);
  return values;
}

function candidatesOnGpu(
  backend: WebGPUBackend,
  rows: tf.Tensor,
  transform: FrameTransform,
  classCount: number,
): KeptCandidates {
  return {
    suppress: async (options) => {
      const wanted = tf.tensor1d(wantedClasses(options, classCount));
      const result = nonMaxSuppressionOnGpu(backend, { candidates: rows, wanted, options, transform });
      wanted.dispose();
      try {
        const values = await backend.read(result.dataId);
        const [kept = 0, candidateCount = 0] = [Number(values[0]), Number(values[1])];
        const detections = Array.from({ length: kept }, (_, row) => detectionAt(values, row + 1));
        return { detections, candidateCount };
      } finally {
        backend.disposeData(result.dataId);
      }
    },
    all: async () => {
      const values = await rows.data();
      return Array.from({ length: values.length / CANDIDATE_WIDTH }, (_, row) => detectionAt(values, row))
        .filter(({ score }) => score > 0)
        .map((detection) => toFrame(detection, transform));
    },
    dispose: () => rows.dispose(),
  };
}

function candidatesInMemory(candidates: readonly Detection[], transform: FrameTransform): KeptCandidates {
  const inFrame = candidates.map((detection) => toFrame(detection, transform));
  return {
    suppress: async (options) => {
      const { classes } = options;
      const looked = classes === null ? inFrame : inFrame.filter(({ classIndex }) => classes.includes(classIndex));
      const topK = Math.min(options.topK, MOST_DETECTIONS);
      return { detections: nonMaxSuppression(looked, { ...options, topK }), candidateCount: inFrame.length };
    },
    all: async () => inFrame,
    dispose: () => {},
  };
}

function wantedClasses({ classes }: DetectionOptions, classCount: number): Float32Array {
  const wanted = new Float32Array(Math.max(1, classCount)).fill(classes === null ? 1 : 0);
  for (const index of classes ?? []) wanted[index] = 1;
  return wanted;
}

function detectionAt(values: ArrayLike<unknown>, row: number): Detection {
  const at = row * CANDIDATE_WIDTH;
  const [y1 = 0, x1 = 0, y2 = 0, x2 = 0, score = 0, classIndex = 0] = [0, 1, 2, 3, 4, 5].map((column) =>
    Number(values[at + column]),
  );
  return { box: { y1, x1, y2, x2 }, score, classIndex };
}

function toFrame({ box, ...rest }: Detection, transform: FrameTransform): Detection {
  const { scaleY, scaleX, offsetY, offsetX } = transform;
  const moved: Box = {
    y1: box.y1 * scaleY + offsetY,
    x1: box.x1 * scaleX + offsetX,
    y2: box.y2 * scaleY + offsetY,
    x2: box.x2 * scaleX + offsetX,
  };
  return { ...rest, box: clipBox(moved, transform) };
}
