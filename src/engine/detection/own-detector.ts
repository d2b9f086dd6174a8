/** A detector file of the person's own, with what they say about its layout. */
import { StrideError } from '#base/errors.ts';
import type { DetectionHead, OwnDetector } from '#protocol/detection.ts';
import type { NetworkInput } from '../kernels/frame-resize/frame-geometry.ts';
import type { HeadName } from './catalogue.ts';
import type { DetectorFiles } from './open-detector.ts';

const headNames: Readonly<Record<DetectionHead, HeadName>> = {
  yolox: 'yolox',
  'yolo-boxes': 'yolo-boxes',
  detr: 'detr',
  ssd: 'ssd',
};

type Triple = readonly [number, number, number];
const imagenetMean: Triple = [0.485, 0.456, 0.406];
const imagenetDeviation: Triple = [0.229, 0.224, 0.225];

function normalisation(range: OwnDetector['range']): Pick<NetworkInput, 'factor' | 'shift'> {
  const all = (value: number): Triple => [value, value, value];
  switch (range) {
    case '0..255':
      return { factor: all(1), shift: all(0) };
    case '0..1':
      return { factor: all(1 / 255), shift: all(0) };
    case '-1..1':
      return { factor: all(2 / 255), shift: all(-1) };
    case 'imagenet': {
      const at = (of: (mean: number, deviation: number) => number): Triple => [
        of(imagenetMean[0], imagenetDeviation[0]),
        of(imagenetMean[1], imagenetDeviation[1]),
        of(imagenetMean[2], imagenetDeviation[2]),
      ];
      return {
        factor: at((_, deviation) => 1 / (255 * deviation)),
        shift: at((mean, deviation) => -mean / deviation),
      };
    }
  }
}

const largestSide = 4096;

/** Throws a `StrideError` with code `detector-layout` where what is said of the layout cannot be. */
export function ownDetectorFiles(own: OwnDetector, id: string): DetectorFiles {
  const { height, width } = own.inputSize;
  const isSide = (side: number) => Number.isInteger(side) && side >= 1 && side <= largestSide;
  if (!isSide(height) || !isSide(width)) {
    throw layoutFault(`Its input needs whole sides of 1 to ${largestSide} pixels. Received: ${height} × ${width}.`);
  }
  if (own.classNames.length === 0) throw layoutFault('It needs at least one class name.');
  const onnx = own.files.find(({ name }) => /\.onnx$/i.test(name));
  const runtime = onnx ? 'onnx' : 'tfjs';
  if (runtime === 'tfjs' && own.head !== 'ssd') {
    throw layoutFault('A TensorFlow.js graph is read as an SSD: boxes and scores.');
  }
  if (own.files.length === 0) throw layoutFault('It has no file.');
  const input: NetworkInput = {
    height,
    width,
    fit: own.fit === 'stretch' ? 'stretch' : own.head === 'yolox' ? 'letterbox-top-left' : 'letterbox',
    fill: 114,
    channels: own.channels,
    layout: runtime === 'onnx' ? 'nchw' : 'nhwc',
    ...normalisation(own.range),
  };
  const files = onnx ? [onnx] : own.files;
  return {
    definition: {
      info: {
        id,
        name: own.name,
        origin: 'own',
        runtime,
        bytes: files.reduce((sum, { size }) => sum + size, 0),
        inputSize: own.inputSize,
        fit: own.fit,
        classNames: own.classNames,
        licence: 'Your own file.',
        homepage: null,
        scoreThreshold: 0.3,
      },
      input,
      head: headNames[own.head],
    },
    files: files.map((file) => ({ name: file.name, content: file })),
  };
}

function layoutFault(message: string): StrideError {
  return new StrideError({
    code: 'detector-layout',
    message: `The detector cannot be used as described. ${message}`,
    remedy: 'Correct its layout and add it again.',
  });
}
