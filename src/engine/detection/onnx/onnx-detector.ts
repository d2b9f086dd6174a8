/** A detector whose network is an ONNX file, run by ONNX Runtime. */
import type { Tensor } from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { InferenceSession, Tensor as OnnxTensor } from 'onnxruntime-web/webgpu';
import { StrideError } from '#base/errors.ts';
import type { DetectorInfo } from '#protocol/detection.ts';
import type { NetworkInput } from '../../kernels/frame-resize/frame-geometry.ts';
import { bufferOf } from '../../kernels/in-place.ts';
import type { Detector } from '../detector.ts';
import type { Head, OutputValues } from '../heads/head.ts';
import { loadRuntime, type OnnxRuntime } from './load-runtime.ts';
import { onnxFault } from './onnx-fault.ts';

export interface OnnxDetectorParts {
  readonly info: DetectorInfo;
  /** Its layout is `nchw`, as ONNX files have it. */
  readonly input: NetworkInput;
  readonly head: Head;
  readonly file: Blob;
  /** Null where TensorFlow.js does not compute on WebGPU. */
  readonly backend: WebGPUBackend | null;
}

/** Throws a `StrideError` with code `detector-operator-missing` or `detector-unreadable`. */
export async function openOnnxDetector({ info, input, head, file, backend }: OnnxDetectorParts): Promise<Detector> {
  const ort = loadRuntime();
  const bytes = new Uint8Array(await file.arrayBuffer());
  const session = await ort.InferenceSession.create(bytes, {
    // On the device that TensorFlow.js opened, so that pictures go from one to the other where they lie.
    executionProviders: backend ? [{ name: 'webgpu', device: backend.device }, 'wasm'] : ['wasm'],
    graphOptimizationLevel: 'all',
  }).catch((thrown: unknown) => {
    throw onnxFault(info.name, thrown);
  });
  const [pictureName, ...otherNames] = session.inputNames;
  const others = otherNames.map((name) => [name, sizeInput(ort, name, input)] as const);
  if (pictureName === undefined || others.some(([, tensor]) => tensor === null)) {
    await session.release();
    throw new StrideError({
      code: 'detector-unreadable',
      message: `${info.name} wants inputs that Stride does not know: ${session.inputNames.join(', ')}.`,
      remedy: 'Export the network with one input, the picture.',
    });
  }
  return {
    info,
    input,
    head,
    run: async (picture) => {
      const fed = await pictureTensor(ort, picture, backend);
      const feeds = Object.fromEntries(others.flatMap(([name, tensor]) => (tensor ? [[name, tensor]] : [])));
      const given = await session.run({ ...feeds, [pictureName]: fed });
      return { kind: 'values', values: await readAll(session, given) };
    },
    dispose: () => void session.release(),
  };
}

/** A network may ask for the picture's size besides: D-FINE's export does, to give boxes in pixels. */
function sizeInput(ort: OnnxRuntime, name: string, { height, width }: NetworkInput): OnnxTensor | null {
  if (!/size/i.test(name)) return null;
  return new ort.Tensor('int64', BigInt64Array.of(BigInt(width), BigInt(height)), [1, 2]);
}

async function pictureTensor(ort: OnnxRuntime, picture: Tensor, backend: WebGPUBackend | null): Promise<OnnxTensor> {
  if (backend === null) return new ort.Tensor('float32', await picture.data<'float32'>(), picture.shape);
  return ort.Tensor.fromGpuBuffer(bufferOf(backend, picture), { dataType: 'float32', dims: picture.shape });
}

async function readAll(
  session: InferenceSession,
  given: InferenceSession.OnnxValueMapType,
): Promise<readonly OutputValues[]> {
  return Promise.all(
    session.outputNames.map(async (name): Promise<OutputValues> => {
      const tensor = given[name];
      if (!tensor) throw new Error(`The network gave no ${name}.`);
      const data = await tensor.getData(true);
      tensor.dispose();
      if (data instanceof Float32Array) return { shape: tensor.dims, values: data };
      return { shape: tensor.dims, values: Array.from(data as ArrayLike<number | bigint>, Number) };
    }),
  );
}
