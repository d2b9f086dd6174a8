/** Fetches a detector's files and makes it ready on the backend at hand. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { StrideError } from '#base/errors.ts';
import { fileBeside, type HostedFile } from '#zoo/weights/hosted-file.ts';
import type { HostedFiles } from '../weights/hosted-files.ts';
import { classOfCategory, type DetectorDefinition, type HeadName } from './catalogue.ts';
import type { Detector } from './detector.ts';
import { openGraphDetector } from './graph-detector.ts';
import { centerNetHead } from './heads/center-net.ts';
import { detrHead } from './heads/detr.ts';
import type { Head } from './heads/head.ts';
import { ssdHead } from './heads/ssd.ts';
import { yoloBoxesHead } from './heads/yolo-boxes.ts';
import { yoloxHead } from './heads/yolox.ts';
import { type ModelFile, weightPaths } from './model-files.ts';

const heads: Readonly<Record<HeadName, Head>> = {
  'center-net': centerNetHead,
  'coco-ssd': ssdHead(classOfCategory),
  ssd: ssdHead(),
  yolox: yoloxHead,
  'yolo-boxes': yoloBoxesHead,
  detr: detrHead,
};

/** A detector with its files at hand, so that it can be opened again when the GPU has gone. */
export interface DetectorFiles {
  readonly definition: Omit<DetectorDefinition, 'file'>;
  readonly files: readonly ModelFile[];
}

/** Fetches what the definition names. Rejects with the registry's faults, or `detector-missing` for the app's own files. */
export async function fetchDetector(
  definition: DetectorDefinition,
  baseUrl: string,
  hosted: HostedFiles,
  job: string,
): Promise<DetectorFiles> {
  const { file } = definition;
  const fetchPart = async (part: HostedFile) => (await hosted.fetchFile(part, { job })).content;
  if ('path' in file) {
    const model = await fetchOwn(new URL(file.path, baseUrl), definition.info.name);
    const paths = await weightPaths(model);
    const weights = await Promise.all(
      paths.map(async (path) => ({
        name: path,
        content: await fetchOwn(new URL(path, new URL(file.path, baseUrl)), definition.info.name),
      })),
    );
    return { definition, files: [{ name: 'model.json', content: model }, ...weights] };
  }
  const first = await fetchPart(file);
  if (definition.info.runtime === 'onnx') return { definition, files: [{ name: file.id, content: first }] };
  const weights: ModelFile[] = [];
  for (const path of await weightPaths(first)) {
    weights.push({ name: path, content: await fetchPart(fileBeside(file, path)) });
  }
  return { definition, files: [{ name: 'model.json', content: first }, ...weights] };
}

async function fetchOwn(url: URL, name: string): Promise<Blob> {
  const response = await fetch(url);
  if (response.ok) return response.blob();
  throw new StrideError({
    code: 'detector-missing',
    message: `The app’s own file for ${name} did not load (${response.status}).`,
    remedy: 'Check the connection and try again.',
  });
}

export async function openDetector(
  { definition, files }: DetectorFiles,
  backend: WebGPUBackend | null,
): Promise<Detector> {
  const { info, input, outputs, feed } = definition;
  const head = heads[definition.head];
  if (info.runtime === 'tfjs') {
    return openGraphDetector({ info, input, head, files, ...(outputs && { outputs }), ...(feed && { feed }) });
  }
  const file = files[0]?.content ?? new Blob();
  const { openOnnxDetector } = await import('./onnx/onnx-detector.ts');
  return openOnnxDetector({ info, input, head, file, backend });
}
