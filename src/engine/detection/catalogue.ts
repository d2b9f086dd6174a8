/** The detectors that Stride knows: where they lie, what they want of a picture, how their outputs are read. */
import type { DetectorInfo } from '#protocol/detection.ts';
import type { Size } from '#vision/box.ts';
import { COCO_CATEGORY_IDS, COCO_LABELS } from '#vision/coco-labels.ts';
import type { HostedFile } from '#zoo/weights/hosted-file.ts';
import type { NetworkInput } from '../kernels/frame-resize/frame-geometry.ts';

export type HeadName = 'center-net' | 'coco-ssd' | 'ssd' | 'yolox' | 'yolo-boxes' | 'detr';

export interface DetectorDefinition {
  readonly info: DetectorInfo;
  readonly input: NetworkInput;
  readonly head: HeadName;
  /** Names of the outputs that the head reads; all where absent. */
  readonly outputs?: readonly string[];
  /** The node of a graph model that takes the picture; its own input where absent. */
  readonly feed?: string;
  /** Relative to the app's address, or on another server. */
  readonly file: { readonly path: string } | HostedFile;
}

const plainInput = ({ height, width }: Size): NetworkInput => ({
  height,
  width,
  fit: 'stretch',
  fill: 114,
  channels: 'rgb',
  layout: 'nhwc',
  factor: [1, 1, 1],
  shift: [0, 0, 0],
});

const centerNet: DetectorDefinition = {
  info: {
    id: 'center-net',
    name: 'CenterNet MobileNetV3',
    origin: 'embedded',
    runtime: 'tfjs',
    bytes: 4_231_963,
    inputSize: { height: 512, width: 512 },
    fit: 'stretch',
    classNames: COCO_LABELS,
    licence: 'From the package @vladmandic/human (MIT). The repository that trained it states no licence.',
    homepage: 'https://github.com/vladmandic/human',
    scoreThreshold: 0.3,
  },
  input: plainInput({ height: 512, width: 512 }),
  head: 'center-net',
  outputs: ['tower_0/keypoints', 'tower_0/wh'],
  file: { path: 'models/centernet.json' },
};

function cocoSsd(variant: string, bytes: number): DetectorDefinition {
  const folder = variant === 'lite_mobilenet_v2' ? 'ssdlite_mobilenet_v2' : `ssd_${variant}`;
  const size = { height: 300, width: 300 };
  const id = `coco-ssd-${variant}`;
  return {
    info: {
      id,
      name: `COCO-SSD ${variant}`,
      origin: 'hosted',
      runtime: 'tfjs',
      bytes,
      inputSize: size,
      fit: 'stretch',
      classNames: COCO_LABELS,
      licence: 'Apache-2.0, Google (TensorFlow.js models)',
      homepage: 'https://github.com/tensorflow/tfjs-models/tree/master/coco-ssd',
      scoreThreshold: 0.4,
    },
    input: { ...plainInput(size), factor: [2 / 255, 2 / 255, 2 / 255], shift: [-1, -1, -1] },
    head: 'coco-ssd',
    // Behind the graph's own resizing, a loop over the batch that reads its counters back from the device.
    feed: 'Preprocessor/sub',
    file: {
      id: `detectors/${id}/model.json`,
      name: `COCO-SSD ${variant}`,
      urls: [`https://storage.googleapis.com/tfjs-models/savedmodel/${folder}/model.json`],
      mirrorPath: `detectors/${folder}/model.json`,
      licence: 'Apache-2.0',
    },
  };
}

interface OnnxEntry {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly side: number;
  readonly head: HeadName;
  readonly input: Partial<NetworkInput>;
  readonly licence: string;
  readonly homepage: string;
  readonly scoreThreshold: number;
  readonly url: string;
  readonly sha256?: string;
}

function onnx(entry: OnnxEntry): DetectorDefinition {
  const size = { height: entry.side, width: entry.side };
  const input: NetworkInput = { ...plainInput(size), layout: 'nchw', ...entry.input };
  return {
    info: {
      id: entry.id,
      name: entry.name,
      origin: 'hosted',
      runtime: 'onnx',
      bytes: entry.bytes,
      inputSize: size,
      fit: input.fit === 'stretch' ? 'stretch' : 'letterbox',
      classNames: COCO_LABELS,
      licence: entry.licence,
      homepage: entry.homepage,
      scoreThreshold: entry.scoreThreshold,
    },
    input,
    head: entry.head,
    file: {
      id: `detectors/${entry.id}.onnx`,
      name: entry.name,
      urls: [entry.url],
      mirrorPath: `detectors/${entry.id}.onnx`,
      minBytes: Math.floor(entry.bytes * 0.9),
      ...(entry.sha256 && { hash: { algorithm: 'sha256', hex: entry.sha256 } as const }),
      licence: entry.licence,
    },
  };
}

/** Megvii's exports want blue first, 0..255, in the corner of a grey input. */
const yoloxInput: Partial<NetworkInput> = { fit: 'letterbox-top-left', channels: 'bgr' };
const yoloxHomepage = 'https://github.com/Megvii-BaseDetection/YOLOX';
const unit = 1 / 255;

export const detectorCatalogue: readonly DetectorDefinition[] = [
  centerNet,
  cocoSsd('lite_mobilenet_v2', 18_500_000),
  cocoSsd('mobilenet_v1', 27_000_000),
  cocoSsd('mobilenet_v2', 67_000_000),
  onnx({
    id: 'yolox-nano',
    name: 'YOLOX-Nano',
    bytes: 3_780_000,
    side: 416,
    head: 'yolox',
    input: yoloxInput,
    licence: 'Apache-2.0, Megvii; the copy’s card says openrail.',
    homepage: yoloxHomepage,
    scoreThreshold: 0.35,
    url: 'https://huggingface.co/cabelo/yolox/resolve/main/yolox_nano.onnx',
  }),
  onnx({
    id: 'yolox-tiny',
    name: 'YOLOX-Tiny',
    bytes: 20_300_000,
    side: 416,
    head: 'yolox',
    input: yoloxInput,
    licence: 'Apache-2.0, Megvii; the copy’s card says openrail.',
    homepage: yoloxHomepage,
    scoreThreshold: 0.35,
    url: 'https://huggingface.co/cabelo/yolox/resolve/main/yolox_tiny.onnx',
  }),
  onnx({
    id: 'yolox-s',
    name: 'YOLOX-S',
    bytes: 35_900_000,
    side: 640,
    head: 'yolox',
    // OpenCV's own demonstration of this file feeds it red first.
    input: { ...yoloxInput, channels: 'rgb' },
    licence: 'Apache-2.0, Megvii; hosted by OpenCV.',
    homepage: 'https://huggingface.co/opencv/object_detection_yolox',
    scoreThreshold: 0.4,
    url: 'https://huggingface.co/opencv/object_detection_yolox/resolve/main/object_detection_yolox_2022nov.onnx',
  }),
  onnx({
    id: 'd-fine-nano',
    name: 'D-FINE-N',
    bytes: 15_400_000,
    side: 640,
    head: 'detr',
    input: { factor: [unit, unit, unit] },
    licence: 'Apache-2.0, the authors of D-FINE',
    homepage: 'https://github.com/Peterande/D-FINE',
    scoreThreshold: 0.4,
    url: 'https://huggingface.co/AnnotateIt/dfine-nano-coco-onnx/resolve/main/model.onnx',
    sha256: 'b0ec2e5793f3a3cbd07440d098645a0e102cd450fb92f4f35e713f36e35d152e',
  }),
];

/** COCO-SSD scores all 90 of COCO's category ids, of which 80 were ever annotated; -1 for the others. */
export const classOfCategory: readonly number[] = Array.from({ length: 90 }, (_, index) =>
  COCO_CATEGORY_IDS.indexOf(index + 1),
);
