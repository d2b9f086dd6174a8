/** Layers and activations that TensorFlow.js has not, or computes otherwise than Keras 3, as functions of tensors. */
import type { ActivationName } from '../activations.ts';
import { resolveAxis } from '../axes.ts';
import type { LayerNode } from '../model-graph.ts';
import type { Shape } from '../shape.ts';
import { typescriptValue } from './typescript-values.ts';

const activations: { readonly [Name in ActivationName]?: string } = {
  leaky_relu: 'tf.leakyRelu(x, 0.2)',
  gelu: 'tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1))',
  hard_sigmoid: 'tf.mul(tf.relu6(tf.add(x, 3)), 1 / 6)',
  hard_silu: 'tf.mul(x, tf.mul(tf.relu6(tf.add(x, 3)), 1 / 6))',
};

/** An expression of `x`; null where TensorFlow.js has the activation under a name. */
export function activationExpression(name: ActivationName): string | null {
  return activations[name] ?? null;
}

/** An expression of `x`, or of `x` and `y` where the layer reads two; null for a layer that no expression says. */
export function operationExpression(node: LayerNode, input: Shape): string | null {
  const kept = 'axis' in node.config ? node.config.axis : null;
  // With none of its own, on the batch's: numbers that are the same for all.
  const axis = kept === null ? 0 : (resolveAxis(kept, input) ?? 0) + 1;
  const along = (values: readonly number[]) => {
    const shape = [1, ...input].map((_, index) => (index === axis ? values.length : 1));
    return `tf.tensor(${typescriptValue(values)}, ${typescriptValue(shape)})`;
  };
  switch (node.type) {
    case 'Subtract':
      return 'tf.sub(x, y)';
    case 'CustomScaleLayer':
      return `tf.add(x, tf.mul(y, ${typescriptValue(node.config.scale)}))`;
    case 'Normalization': {
      const { mean, variance } = node.config;
      if (mean === null || variance === null) return null;
      const deviation = variance.map((value) => Math.max(Math.sqrt(value), 1e-7));
      return `tf.div(tf.sub(x, ${along(mean)}), ${along(deviation)})`;
    }
    case 'Rescaling': {
      const { scale, offset } = node.config;
      return `tf.add(tf.mul(x, ${typescriptValue(scale)}), ${typescriptValue(offset)})`;
    }
    case 'Resizing': {
      const { height, width, interpolation, cropToAspectRatio, padToAspectRatio } = node.config;
      if (cropToAspectRatio || padToAspectRatio) return null;
      if (interpolation !== 'nearest' && interpolation !== 'bilinear') return null;
      return resized([height, width], interpolation);
    }
    case 'UpSampling2D': {
      const { size, interpolation } = node.config;
      if (interpolation !== 'nearest' && interpolation !== 'bilinear') return null;
      return resized([(input[0] ?? 0) * size[0], (input[1] ?? 0) * size[1]], interpolation);
    }
    case 'ReLU': {
      const { maxValue, negativeSlope, threshold } = node.config;
      const raised = threshold === 0 ? 'tf.relu(x)' : `tf.mul(x, tf.cast(tf.greaterEqual(x, ${threshold}), 'float32'))`;
      const capped = maxValue === null ? raised : `tf.minimum(${raised}, ${maxValue})`;
      return `tf.sub(${capped}, tf.mul(tf.relu(tf.sub(${threshold}, x)), ${negativeSlope}))`;
    }
    case 'Softmax':
      return `tf.exp(tf.sub(x, tf.logSumExp(x, ${axis}, true)))`;
    case 'CenterCrop': {
      const { height, width } = node.config;
      const [rows = 0, columns = 0, channels = 0] = input;
      if (rows < height || columns < width) return null;
      const corner = [0, Math.floor((rows - height) / 2), Math.floor((columns - width) / 2), 0];
      return `tf.slice(x, ${typescriptValue(corner)}, [-1, ${height}, ${width}, ${channels}])`;
    }
    default:
      return null;
  }
}

function resized(size: readonly number[], interpolation: 'bilinear' | 'nearest'): string {
  const name = interpolation === 'bilinear' ? 'resizeBilinear' : 'resizeNearestNeighbor';
  return `tf.image.${name}(x as tf.Tensor4D, ${typescriptValue(size)} as [number, number], false, true)`;
}
