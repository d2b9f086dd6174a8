/**
 * Times COCO-SSD lite on the frames of a clip: by Stride's way, and by the `detect()` of its own package, in turn, with
 * the same weights. `detect()` reads its tensors synchronously. Chromium loses a software adapter by that, so there it
 * runs on WebGL, as it does for most of those who use it.
 */

import * as tf from '@tensorflow/tfjs';
import { ObjectDetection } from '@tensorflow-models/coco-ssd';
import { startWebgpu } from '#engine/backend/webgpu.ts';
import { detectorCatalogue } from '#engine/detection/catalogue.ts';
import { openDetector } from '#engine/detection/open-detector.ts';
import { Workbench } from '#engine/detection/workbench.ts';
import type { DetectionOptions } from '#protocol/detection.ts';
import type { SideFigures } from '../detection-page/detection.ts';

export interface CocoSsdRequest {
  /** The address of `model.json`. */
  readonly model: string;
  /** Frames as addresses of their data. */
  readonly frames: readonly string[];
  readonly rounds: number;
}

export interface CocoSsdReport {
  readonly adapter: string;
  readonly sides: readonly SideFigures[];
}

const options = {
  method: { type: 'hard', iouThreshold: 0.5 },
  scoreThreshold: 0.4,
  topK: 20,
  isClasswise: false,
  classes: null,
} as const satisfies DetectionOptions;

async function modelFiles(model: string) {
  const content = await (await fetch(model)).blob();
  const { weightsManifest } = JSON.parse(await content.text()) as {
    readonly weightsManifest: readonly { readonly paths: readonly string[] }[];
  };
  const names = weightsManifest.flatMap(({ paths }) => paths);
  const weights = names.map(async (name) => ({
    name,
    content: await (await fetch(new URL(name, new URL(model, location.href)))).blob(),
  }));
  return [{ name: 'model.json', content }, ...(await Promise.all(weights))];
}

async function measureCocoSsd({ model, frames, rounds }: CocoSsdRequest): Promise<CocoSsdReport> {
  const standing = await startWebgpu({ lost: () => undefined, failed: (message) => console.error(message) });
  const definition = detectorCatalogue.find(({ info }) => info.id === 'coco-ssd-lite_mobilenet_v2');
  if (!definition) throw new Error('COCO-SSD is missing from the catalogue.');
  const detector = await openDetector({ definition, files: await modelFiles(model) }, standing.webgpu);
  const bench = new Workbench(
    { ...standing, report: { name: 'webgpu', adapter: '', isSoftware: false, refused: [] } },
    detector,
  );
  const otherBackend = standing.isSoftware ? 'webgl' : 'webgpu';
  await tf.setBackend(otherBackend);
  const other = new ObjectDetection('lite_mobilenet_v2', model);
  await other.load();

  const [own, theirs] = [0, 1].map(() => ({ milliseconds: [] as number[], boxes: 0 })) as [
    { milliseconds: number[]; boxes: number },
    { milliseconds: number[]; boxes: number },
  ];
  for (let round = 0; round <= rounds; round++) {
    const picture = await createImageBitmap(await (await fetch(frames[round % frames.length] ?? '')).blob());
    await tf.setBackend('webgpu');
    let started = performance.now();
    const { detections } = await bench.detect('bench', picture, () => options);
    // The first round compiles.
    if (round > 0) own.milliseconds.push(performance.now() - started);
    own.boxes = detections.length;

    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [picture.width, picture.height];
    canvas.getContext('2d')?.drawImage(picture, 0, 0);
    await tf.setBackend(otherBackend);
    started = performance.now();
    const found = await other.detect(canvas, options.topK, options.scoreThreshold);
    if (round > 0) theirs.milliseconds.push(performance.now() - started);
    theirs.boxes = found.length;
    picture.close();
    console.info(`COCO-SSD, round ${round} of ${rounds}`);
  }
  return {
    adapter: standing.adapter,
    sides: [
      { side: 'Stride', ...own },
      { side: `coco-ssd detect(), ${otherBackend}`, ...theirs },
    ],
  };
}

Object.assign(window, { measureCocoSsd });
