/** The sides of the comparison: one network and its drawn weights, on Stride's kernels, tfjs's, and ONNX Runtime's. */
import * as tf from '@tensorflow/tfjs';
import { present } from '#base/assert.ts';
import { product } from '#base/math.ts';
import { combineSeeds, fnv1a, uniformAt } from '#base/random.ts';
import type { Rung } from '#engine/backend/standing-backend.ts';
import { buildNetwork } from '#engine/build/build-network.ts';
import { loadRuntime } from '#engine/detection/onnx/load-runtime.ts';
import { forInference } from '#engine/inference/for-inference.ts';
import { registerKernels, unregisterKernels } from '#engine/kernels/index.ts';
import type { LayerWeights } from '#engine/layer-weights.ts';
import { writeOnnx } from '#formats/onnx/onnx-writer.ts';
import { analyzeGraph } from '#graph/analyze.ts';
import type { ModelGraph } from '#graph/model-graph.ts';
import { zooNetworks } from '#zoo/registry.ts';
import type { ForwardCase, ForwardSide } from './forward.ts';

/** Kernels that keep the size of what passes through them, statistics near those of normalized data. */
function drawnWeights(graph: ModelGraph): LayerWeights {
  const { nodes } = analyzeGraph(graph);
  return new Map(
    graph.nodes.map(({ id, name, type }) => [
      name,
      (nodes.get(id)?.weights ?? []).map((spec) => {
        const seed = combineSeeds(fnv1a(name), fnv1a(spec.name));
        const isKernel = spec.shape.length > 1;
        const reads = product(type === 'DepthwiseConv2D' ? spec.shape.slice(0, 2) : spec.shape.slice(0, -1));
        const size = isKernel ? Math.sqrt(6 / reads) : 0.1;
        const centre = spec.name === 'gamma' || spec.name === 'moving_variance' ? 1 : 0;
        const values = Float32Array.from(
          { length: product(spec.shape) },
          (_, index) => centre + size * (2 * uniformAt(seed, index) - 1),
        );
        return { name: spec.name, shape: spec.shape, values };
      }),
    ]),
  );
}

function tfSide(name: string, side: number, enter: () => void, answer: (x: tf.Tensor) => tf.Tensor): ForwardSide {
  return {
    name,
    run: async (pixels, batch) => {
      enter();
      const output = tf.tidy(() => answer(tf.tensor4d(pixels, [batch, side, side, 3])));
      const values = Float32Array.from(await output.data());
      output.dispose();
      return values;
    },
    close: () => undefined,
  };
}

/** ONNX Runtime folds and fuses by itself. */
async function onnxSide(name: string, bytes: Uint8Array, side: number, device: GPUDevice | null): Promise<ForwardSide> {
  const ort = loadRuntime();
  const session = await ort.InferenceSession.create(bytes, {
    executionProviders: device ? [{ name: 'webgpu', device }] : ['wasm'],
    graphOptimizationLevel: 'all',
  });
  const input = present(session.inputNames[0], 'the file has an input');
  const output = present(session.outputNames[0], 'the file has an output');
  return {
    name,
    run: async (pixels, batch) => {
      const answer = await session.run({ [input]: new ort.Tensor('float32', pixels, [batch, side, side, 3]) });
      const values = Float32Array.from((await present(answer[output], 'an answer').getData()) as Float32Array);
      answer[output]?.dispose();
      return values;
    },
    close: () => void session.release(),
  };
}

/** What a side that cannot be opened says each time. */
function refusing(name: string, reason: unknown): ForwardSide {
  return {
    name,
    run: () => Promise.reject(reason),
    close: () => undefined,
  };
}

/** Stride first. */
export async function openSides(each: ForwardCase, { webgpu }: Rung): Promise<readonly ForwardSide[]> {
  const { network: name, includeTop, side } = each;
  console.info(`preparing ${name}`);
  const zooNetwork = present(
    zooNetworks.find((network) => network.name === name),
    `${name} is in the zoo`,
  );
  const graph = zooNetwork.build({ includeTop, inputShape: [side, side, 3] });
  const weights = drawnWeights(graph);
  const folded = forInference({ graph, weights });
  const network = buildNetwork(folded.graph, 0, {}, folded.weights);
  const answer = (x: tf.Tensor) => network.answer(x);
  const own = tfSide('Stride on WebGPU', side, registerKernels, answer);
  const bytes = writeOnnx({ name: 'network', graph, analysis: analyzeGraph(graph), training: null, weights });
  const theirs = [
    ['ONNX Runtime on WebGPU', webgpu?.device ?? null],
    ['ONNX Runtime on WebAssembly, one thread', null],
  ] as const;
  const onnx: ForwardSide[] = [];
  for (const [title, device] of theirs) {
    onnx.push(await onnxSide(title, bytes, side, device).catch((thrown: unknown) => refusing(title, thrown)));
  }
  return [
    { ...own, close: () => network.dispose() },
    // The same folded network: what the converter of TensorFlow.js makes of one is folded too.
    tfSide('tfjs’s kernels on WebGPU', side, unregisterKernels, answer),
    ...onnx,
  ];
}
