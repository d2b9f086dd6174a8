/**
 * Times the embedded detector on the frames of a clip: by Stride's way, and by stock operations, with a synchronous
 * read-back where the adapter survives one, in turn. The network and its kernels are the same on both sides.
 */
import * as tf from '@tensorflow/tfjs';
import { startWebgpu } from '#engine/backend/webgpu.ts';
import { detectorCatalogue } from '#engine/detection/catalogue.ts';
import { openDetector } from '#engine/detection/open-detector.ts';
import { Workbench } from '#engine/detection/workbench.ts';
import type { DetectionOptions, FrameTimings } from '#protocol/detection.ts';

export interface SideFigures {
  readonly side: string;
  /** From a decoded frame to its boxes, by frame. */
  readonly milliseconds: readonly number[];
  readonly boxes: number;
}

export interface DetectionReport {
  readonly adapter: string;
  readonly sides: readonly SideFigures[];
  /** Of Stride's frames, by stage. */
  readonly stages: readonly FrameTimings[];
  /** GPU bytes after the first counted frame and after the last. */
  readonly gpuBytes: readonly [number, number];
}

export interface DetectionRequest {
  /** Addresses of pictures. */
  readonly frames: readonly string[];
  readonly rounds: number;
}

const options = {
  method: { type: 'hard', iouThreshold: 0.45 },
  scoreThreshold: 0.3,
  topK: 20,
  isClasswise: false,
  classes: null,
} as const satisfies DetectionOptions;

async function file(name: string) {
  return { name, content: await (await fetch(`/models/${name}`)).blob() };
}

/** What a page does that has only tfjs: every step an operation, and the answer waited for where it stands. */
async function stockSide(isSynchronous: boolean) {
  const [model, weights] = await Promise.all([file('centernet.json'), file('centernet.bin')]);
  const { modelTopology, weightsManifest } = JSON.parse(await model.content.text());
  const weightData = await weights.content.arrayBuffer();
  const network = await tf.loadGraphModel({
    load: async () => ({ modelTopology, weightSpecs: weightsManifest[0].weights, weightData }),
  });
  return async (picture: ImageBitmap): Promise<number> => {
    const rows = tf.tidy(() => {
      const pixels = tf.browser.fromPixels(picture).toFloat();
      const input = tf.image.resizeBilinear(pixels, [512, 512]).expandDims(0);
      return network.execute(input, 'tower_0/detections') as tf.Tensor;
    });
    const values = isSynchronous ? rows.dataSync() : await rows.data();
    rows.dispose();
    return tf.tidy(() => {
      const count = values.length / 6;
      const boxes = tf.tensor2d(
        Array.from({ length: count }, (_, row) => [1, 0, 3, 2].map((column) => values[row * 6 + column] ?? 0)),
      );
      const scores = tf.tensor1d(Array.from({ length: count }, (_, row) => values[row * 6 + 4] ?? 0));
      const { iouThreshold } = options.method;
      const kept = tf.image.nonMaxSuppression(boxes, scores, options.topK, iouThreshold, options.scoreThreshold);
      return kept.dataSync().length;
    });
  };
}

async function measureDetection({ frames, rounds }: DetectionRequest): Promise<DetectionReport> {
  const standing = await startWebgpu({
    lost: () => undefined,
    failed: (message) => console.error(message),
  });
  const definition = detectorCatalogue.find(({ info }) => info.id === 'center-net');
  if (!definition) throw new Error('The embedded detector is missing.');
  const files = await Promise.all([file('centernet.json'), file('centernet.bin')]);
  const detector = await openDetector({ definition, files }, standing.webgpu);
  const bench = new Workbench(
    { ...standing, report: { name: 'webgpu', adapter: '', isSoftware: false, refused: [] } },
    detector,
  );
  // Chromium loses a software adapter when tfjs has read from it synchronously, by way of a canvas.
  const isSynchronous = !standing.isSoftware;
  const stock = await stockSide(isSynchronous);
  const own = { milliseconds: [] as number[], boxes: 0 };
  const other = { milliseconds: [] as number[], boxes: 0 };
  const stages: FrameTimings[] = [];
  const held: number[] = [];

  for (let round = 0; round <= rounds; round++) {
    const frame = frames[round % frames.length] ?? '';
    const picture = await createImageBitmap(await (await fetch(frame)).blob());
    let started = performance.now();
    const found = await bench.detect('bench', picture, () => options);
    if (round > 0) {
      own.milliseconds.push(performance.now() - started);
      own.boxes = found.detections.length;
      stages.push(found.timings);
      held.push((tf.memory() as unknown as { readonly numBytesAllocatedInGPU: number }).numBytesAllocatedInGPU);
    }
    started = performance.now();
    const count = await stock(picture);
    if (round > 0) {
      other.milliseconds.push(performance.now() - started);
      other.boxes = count;
    }
    picture.close();
    console.info(`detection, round ${round} of ${rounds}`);
  }
  return {
    adapter: standing.adapter,
    sides: [
      { side: 'Stride', ...own },
      { side: isSynchronous ? 'stock operations, read synchronously' : 'stock operations', ...other },
    ],
    stages,
    gpuBytes: [held[0] ?? 0, held.at(-1) ?? 0],
  };
}

Object.assign(window, { measureDetection });
