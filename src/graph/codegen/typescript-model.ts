/**
 * The network as a TypeScript function with TensorFlow.js's layers. What acts in training only and is not in
 * TensorFlow.js (augmentation, SpatialDropout2D) stands there as a layer of its name that changes nothing.
 */
import { present } from '#base/assert.ts';
import { type CallOutput, calledLayers, callOutputs } from '../keras/layer-calls.ts';
import { tfjsLayer } from '../keras/to-tfjs.ts';
import type { LayerNode, NodeId } from '../model-graph.ts';
import type { CodeModel } from './code-model.ts';
import { identifiers, typescriptName } from './identifiers.ts';
import { layerArguments } from './layer-arguments.ts';
import { activationExpression, operationExpression } from './typescript-operations.ts';
import { typescriptRecord, typescriptValue } from './typescript-values.ts';

/** Factories that are not called as the class in lower camel case. */
const factories: Readonly<Record<string, string>> = {
  PReLU: 'prelu',
  ReLU: 'reLU',
  LeakyReLU: 'leakyReLU',
  Cropping2D: 'cropping2D',
};

/** Keras's classes of initializers as TensorFlow.js's names. */
const initializers: Readonly<Record<string, string>> = {
  lecun_normal: 'leCunNormal',
  lecun_uniform: 'leCunUniform',
};

/** Where TensorFlow.js has other defaults than Keras, or none. */
const alwaysSaid = /_initializer$|^(cropping|axis)$/;

const operationClass = `/** A layer without weights that computes a function. */
class Operation extends tf.layers.Layer {
  static readonly className = 'Operation';

  constructor(
    name: string,
    private readonly run: (x: tf.Tensor, y: tf.Tensor) => tf.Tensor,
    private readonly shape: readonly number[],
  ) {
    super({ name });
  }

  override computeOutputShape(): tf.Shape {
    return [null, ...this.shape];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const [x, y = x] = Array.isArray(inputs) ? inputs : [inputs];
    if (x === undefined || y === undefined) throw new Error(\`\${this.name} is given no tensor\`);
    return tf.tidy(() => this.run(x, y));
  }
}

`;

const symbolic = ' as tf.SymbolicTensor';

function camel(key: string): string {
  return key.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}

function operation(name: string, expression: string, shape: readonly number[]): string {
  const parameters = /\by\b/.test(expression) ? '(x, y)' : '(x)';
  return `new Operation(${typescriptValue(name)}, ${parameters} => ${expression}, ${typescriptValue(shape)})`;
}

/** The layer as an expression, and the function behind it where its activation is none of TensorFlow.js's. */
function layerExpression(
  node: LayerNode,
  { shape }: CallOutput,
  inputs: readonly CallOutput[],
): {
  readonly layer: string;
  readonly behind: string | null;
} {
  const input = inputs[0]?.shape ?? [];
  const activation = 'activation' in node.config ? node.config.activation : 'linear';
  const behind = activationExpression(activation);
  const bare = behind !== null && 'activation' in node.config;
  const plain = (bare ? { ...node, config: { ...node.config, activation: 'linear' } } : node) as LayerNode;
  const form = tfjsLayer(plain, shape.length, input);
  if ('missing' in form) {
    const expression =
      operationExpression(node, input) ?? `missing(${typescriptValue(`${node.name}: ${form.missing}`)}, x)`;
    return { layer: operation(node.name, expression, shape), behind: null };
  }
  const said = form.className === node.type ? layerArguments(plain, alwaysSaid).settings : Object.entries(form.config);
  const settings = said.map(([key, value]): [string, unknown] => [
    node.type === 'LeakyReLU' ? 'alpha' : camel(key),
    key === 'activation' ? form.config.activation : (initializers[String(value)] ?? initializerName(key, value)),
  ]);
  const named: [string, unknown][] = [['name', node.name], ...settings];
  if (!node.trainable) named.push(['trainable', false]);
  return {
    layer: `tf.layers.${factoryName(form.className)}(${typescriptRecord(named)})`,
    behind: behind === null ? null : operation(`${node.name}/${activation}`, behind, shape),
  };
}

function factoryName(className: string): string {
  return factories[className] ?? className.charAt(0).toLowerCase() + className.slice(1).replace('2D', '2d');
}

function initializerName(key: string, value: unknown): unknown {
  return key.endsWith('_initializer') && typeof value === 'string' ? camel(value) : value;
}

/** `buildModel` and what it needs. */
export function typescriptModel({ name, graph, analysis }: CodeModel): string {
  const variables = identifiers(
    graph.nodes.map((node) => node.name),
    typescriptName,
  );
  const variable = ({ node }: CallOutput) => present(variables.get(node.name), 'every layer has a variable');
  const outputs = callOutputs(graph, analysis);
  const layerOf = new Map(calledLayers(graph, analysis).map((layer) => [layer.node.name, layer]));
  const lines: string[] = [];
  const made = new Set<string>();
  for (const output of outputs.values()) {
    const { node } = output;
    if (node.type === 'Input') {
      const input = typescriptRecord([
        ['shape', node.config.shape],
        ['name', node.name],
      ]);
      lines.push(`const ${variable(output)} = tf.input(${input});`);
      continue;
    }
    const { node: owner, calls } = present(layerOf.get(output.layer), 'every call is one of a layer');
    const { inputs } = present(calls[output.call], 'every call is listed');
    const read = inputs.length === 1 ? inputs.map(variable).join('') : `[${inputs.map(variable).join(', ')}]`;
    const { layer, behind } = layerExpression(owner, output, inputs);
    let callee = layer;
    if (calls.length > 1) {
      callee = `${present(variables.get(owner.name), 'every layer has a variable')}Layer`;
      if (!made.has(callee)) lines.push(`const ${callee} = ${layer};`);
      made.add(callee);
    }
    const applied = `${callee}.apply(${read})`;
    lines.push(
      `const ${variable(output)} = ${behind === null ? applied : `${behind}.apply(${applied}${symbolic})`}${symbolic};`,
    );
  }
  const ends = (ids: readonly NodeId[]) => {
    const names = ids.map((id) => variable(present(outputs.get(id), 'an end is a node')));
    return names.length === 1 ? names.join('') : `[${names.join(', ')}]`;
  };
  const body = [
    ...lines,
    `return tf.model({ inputs: ${ends(analysis.inputs)}, outputs: ${ends(analysis.outputs)}, name: ${typescriptValue(name)} });`,
  ];
  const isMissing = lines.some((line) => line.includes('missing('));
  return [
    lines.some((line) => line.includes('new Operation(')) ? operationClass : '',
    isMissing ? missingFunction : '',
    '/** The network, with fresh weights. Reads pictures of [batch, height, width, channels]. */\n',
    `export function buildModel(): tf.LayersModel {\n${body.map((line) => `  ${line}\n`).join('')}}\n`,
  ].join('');
}

const missingFunction = `/** Stands for what TensorFlow.js cannot say in a line; write it here to use it. */
function missing(what: string, _x: tf.Tensor): tf.Tensor {
  throw new Error(\`TensorFlow.js has no such layer: \${what}\`);
}

`;
