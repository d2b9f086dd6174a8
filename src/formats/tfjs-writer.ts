/** TensorFlow.js's layers model: `model.json`, and all numbers in `weights.bin`, loadable by `tf.loadLayersModel`. */

import { strToU8 } from 'fflate';
import { StrideError } from '#base/errors.ts';
import { sum } from '#base/math.ts';
import { calledLayers } from '#graph/keras/layer-calls.ts';
import { tfjsTopology } from '#graph/keras/to-tfjs.ts';
import type { WrittenModel } from './written-model.ts';

export interface TfjsFiles {
  readonly 'model.json': Uint8Array;
  readonly 'weights.bin': Uint8Array;
}

/** Keras 2's name of a weight, where it is another. */
const oldNames: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  DepthwiseConv2D: { kernel: 'depthwise_kernel' },
};

/** Throws `tfjs-lacks-layers`, naming each, where TensorFlow.js has no such layer. */
export function writeTfjs(model: WrittenModel): TfjsFiles {
  const topology = tfjsTopology(model);
  if (!topology.ok) {
    throw new StrideError({
      code: 'tfjs-lacks-layers',
      message: `TensorFlow.js 4.22 cannot hold this network; it lacks ${topology.missing.join('; ')}.`,
      remedy: 'Export it as ONNX, which browsers run too, or as Keras.',
    });
  }
  const weights = calledLayers(model.graph, model.analysis).flatMap(({ node: { name, type } }) =>
    (model.weights.get(name) ?? []).map((weight) => ({
      ...weight,
      name: `${name}/${oldNames[type]?.[weight.name] ?? weight.name}`,
    })),
  );
  const block = new Uint8Array(sum(weights.map(({ values }) => values.byteLength)));
  let offset = 0;
  for (const { values } of weights) {
    block.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), offset);
    offset += values.byteLength;
  }
  const specs = weights.map(({ name, shape }) => ({ name, shape, dtype: 'float32' }));
  const json = {
    format: 'layers-model',
    generatedBy: 'Stride',
    convertedBy: null,
    modelTopology: topology.topology,
    weightsManifest: [{ paths: ['weights.bin'], weights: specs }],
  };
  return { 'model.json': strToU8(JSON.stringify(json)), 'weights.bin': block };
}
