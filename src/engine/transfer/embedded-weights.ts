/** The embedded backbone's weights, out of the detector's files. */
import * as tf from '@tensorflow/tfjs';
import { present } from '#base/assert.ts';
import { product } from '#base/math.ts';
import { analyzeGraph } from '#graph/analyze.ts';
import type { ModelGraph } from '#graph/model-graph.ts';
import { type ModelFile, readModelFiles } from '../detection/model-files.ts';
import type { LayerWeights } from '../layer-weights.ts';

const stem = 'tower_0/MobilenetV3';

/** The names of a layer's kernel and bias in the detector's file. */
function storedNames(layer: string): readonly [kernel: string, bias: string] {
  const [block = '', part] = layer.split('/');
  switch (part) {
    case 'squeeze':
      return pair(`MobilenetV3/${block}/squeeze_excite/Conv/`, 'weights', 'biases');
    case 'excite':
      return pair(`MobilenetV3/${block}/squeeze_excite/Conv_1/`, 'weights', 'biases');
    case 'depthwise':
      return pair(`${stem}/${layer}/depthwise_`, 'weights', 'bn_offset');
    default:
      return pair(`${stem}/${layer}/Conv2D_`, 'weights', 'bn_offset');
  }
}

function pair(prefix: string, kernel: string, bias: string): readonly [string, string] {
  return [prefix + kernel, prefix + bias];
}

/** The backbone's weights from the detector's files. Throws `detector-unreadable` where these are damaged. */
export async function embeddedWeights(files: readonly ModelFile[], graph: ModelGraph): Promise<LayerWeights> {
  const { weightData, weightSpecs } = await readModelFiles(files);
  const bytes = present(weightData, 'the files hold weights');
  const tensors = tf.io.decodeWeights(Array.isArray(bytes) ? await new Blob(bytes).arrayBuffer() : toBuffer(bytes), [
    ...present(weightSpecs, 'the files say what weights they hold'),
  ]);
  try {
    const { nodes } = analyzeGraph(graph);
    const weights = new Map<string, { name: string; shape: readonly number[]; values: Float32Array }[]>();
    for (const { id, name } of graph.nodes) {
      const specs = nodes.get(id)?.weights ?? [];
      if (specs.length === 0) continue;
      const stored = storedNames(name);
      weights.set(
        name,
        specs.map((spec, index) => {
          const tensor = present(tensors[stored[index] ?? ''], `the files hold ${stored[index]}`);
          const values = Float32Array.from(tensor.dataSync());
          if (values.length !== product(spec.shape)) throw new Error(`Assertion failed: ${name} has its shape`);
          return { name: spec.name, shape: spec.shape, values };
        }),
      );
    }
    return weights;
  } finally {
    tf.dispose(tensors);
  }
}

function toBuffer(data: tf.io.WeightData): ArrayBuffer {
  if (data instanceof ArrayBuffer) return data;
  throw new Error('Assertion failed: weights in memory');
}
