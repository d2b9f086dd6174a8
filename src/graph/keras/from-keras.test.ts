import { expect, test } from 'vitest';
import { analyzeGraph } from '../analyze.ts';
import type { LayerNode, ModelGraph } from '../model-graph.ts';
import { templates } from '../templates/index.ts';
import { graphFromKeras } from './from-keras.ts';
import { readLayer } from './layer-configs.ts';
import { kerasModelConfig } from './to-keras.ts';

type Json = Readonly<Record<string, unknown>>;

const input = (name: string, shape: readonly (number | null)[]): Json => ({
  class_name: 'InputLayer',
  name,
  config: { batch_input_shape: [null, ...shape], name },
  inbound_nodes: [],
});

/** A layer as Keras 2 writes it, called once for each list of sources. */
const layer = (class_name: string, name: string, config: Json, ...calls: readonly (readonly string[])[]): Json => ({
  class_name,
  name,
  config: { name, ...config },
  inbound_nodes: calls.map((sources) =>
    sources.map((source) => {
      const [from = '', call = '0', tensor = '0'] = source.split(':');
      return [from, Number(call), Number(tensor), {}];
    }),
  ),
});

const functional = (
  name: string,
  inputs: readonly string[],
  outputs: readonly string[],
  layers: readonly Json[],
): Json => ({
  class_name: 'Functional',
  config: {
    name,
    layers,
    input_layers: inputs.map((each) => [each, 0, 0]),
    output_layers: outputs.map((each) => {
      const [from = '', call = '0', tensor = '0'] = each.split(':');
      return [from, Number(call), Number(tensor)];
    }),
  },
});

/** `name: Type < sources` for every node, and `= original` for one that shares weights. */
function listing({ nodes, edges }: ModelGraph): readonly string[] {
  const name = new Map(nodes.map((node) => [node.id, node.name]));
  return nodes.map((node) => {
    const sources = edges.filter(({ target }) => target === node.id).map(({ source }) => name.get(source));
    const shared = node.sharesWeightsOf === undefined ? '' : ` = ${name.get(node.sharesWeightsOf)}`;
    return `${node.name}: ${node.type}${sources.length > 0 ? ` < ${sources.join(', ')}` : ''}${shared}`;
  });
}

const errors = (graph: ModelGraph) => analyzeGraph(graph).problems.filter(({ severity }) => severity === 'error');

const tower = (name: string) =>
  functional(
    name,
    ['pixels'],
    ['pool'],
    [
      input('pixels', [8, 8, 3]),
      layer('Conv2D', 'conv', { filters: 4, kernel_size: [3, 3] }, ['pixels']),
      layer('ReLU', 'relu', { max_value: 6 }, ['conv']),
      layer('GlobalAveragePooling2D', 'pool', {}, ['relu']),
    ],
  );

test('a model within a model is laid open, and called twice it shares its weights', () => {
  const inner = tower('tower');
  const model = functional(
    'twins',
    ['left', 'right'],
    ['difference', 'tower:0'],
    [
      input('left', [8, 8, 3]),
      input('right', [8, 8, 3]),
      { ...inner, name: 'tower', inbound_nodes: [[['left', 0, 0, {}]], [['right', 0, 0, {}]]] },
      layer('Subtract', 'difference', {}, ['tower:0', 'tower:1']),
    ],
  );
  const { graph, places, unknownLayers, name } = graphFromKeras(model, 'twins.json');
  expect(name).toBe('twins');
  expect(listing(graph)).toEqual([
    'left: Input',
    'right: Input',
    'tower/conv: Conv2D < left',
    'tower/relu: ReLU < tower/conv',
    'tower/pool: GlobalAveragePooling2D < tower/relu',
    'tower/conv_2: Conv2D < right = tower/conv',
    'tower/relu_2: ReLU < tower/conv_2',
    'tower/pool_2: GlobalAveragePooling2D < tower/relu_2',
    'difference: Subtract < tower/pool, tower/pool_2',
    'output: Activation < tower/pool',
  ]);
  expect(graph.nodes.find((node) => node.name === 'tower/conv')!.block).toBe('tower');
  expect(unknownLayers).toEqual([]);
  expect(places[0]).toMatchObject({
    names: ['tower', 'conv'],
    steps: [
      { kind: 'functional', index: 0 },
      { kind: 'conv2d', index: 0 },
    ],
  });
  expect(analyzeGraph(graph).totals.parameters).toBe(112);
});

test('a shared layer of two branches, given later than its readers, and names with slashes', () => {
  const model = functional(
    'shared',
    ['x'],
    ['sum'],
    [
      layer('Add', 'sum', {}, ['block/dense:0', 'block/dense:1']),
      layer('Dense', 'block/dense', { units: 4, activation: 'relu' }, ['x'], ['mid dle']),
      layer('Dropout', 'mid dle', { rate: 0.5, noise_shape: null, seed: null }, ['x']),
      input('x', [4]),
    ],
  );
  const { graph } = graphFromKeras(model, 'shared.json');
  expect(listing(graph)).toEqual([
    'x: Input',
    'block/dense: Dense < x',
    'mid dle: Dropout < x',
    'block/dense_2: Dense < mid dle = block/dense',
    'sum: Add < block/dense, block/dense_2',
  ]);
  expect(errors(graph)).toEqual([]);
});

test('a layer that Stride lacks keeps its place, class, settings and shape, and the rest opens', () => {
  const model = {
    module: 'keras.src.models.functional',
    class_name: 'Functional',
    config: {
      name: 'odd',
      layers: [
        { class_name: 'InputLayer', config: { batch_shape: [null, 4, 4, 2], name: 'x' }, name: 'x', inbound_nodes: [] },
        keras3('GroupNormalization', 'groups', { groups: 2 }, [['x', [null, 4, 4, 2]]]),
        keras3('Resizing', 'area', { height: 2, width: 4, interpolation: 'area' }, [['groups', [null, 4, 4, 2]]]),
        keras3('Resizing', 'sharp', { height: 3, width: 3, interpolation: 'lanczos5' }, [['area', [null, 2, 4, 2]]]),
        keras3('Flatten', 'flat', {}, [['sharp', [null, 3, 3, 2]]]),
      ],
      input_layers: [['x', 0, 0]],
      output_layers: [['flat', 0, 0]],
    },
  };
  const { graph, unknownLayers } = graphFromKeras(model, 'odd.keras');
  expect(unknownLayers).toEqual([
    { name: 'groups', className: 'GroupNormalization', reason: 'it has no layer GroupNormalization' },
    { name: 'area', className: 'Resizing', reason: 'it does not know interpolation "area"' },
  ]);
  expect(graph.nodes[1]!.config).toMatchObject({ className: 'GroupNormalization', outputShape: [4, 4, 2] });
  expect(JSON.parse((graph.nodes[1]!.config as { json: string }).json)).toMatchObject({ config: { groups: 2 } });
  expect(graph.nodes[3]).toMatchObject({ type: 'Resizing', config: { interpolation: 'lanczos5' } });
  expect(analyzeGraph(graph).nodes.get(graph.nodes[4]!.id)!.output).toEqual([18]);
  expect(errors(graph).map(({ code }) => code)).toEqual(['unknown-layer', 'unknown-layer']);
});

function keras3(
  class_name: string,
  name: string,
  config: Json,
  sources: readonly (readonly [string, unknown])[],
): Json {
  const tensors = sources.map(([from, shape]) => ({
    class_name: '__keras_tensor__',
    config: { shape, dtype: 'float32', keras_history: [from, 0, 0] },
  }));
  return { class_name, name, config: { name, ...config }, inbound_nodes: [{ args: tensors, kwargs: {} }] };
}

test('arithmetic with numbers becomes Rescaling, of Keras 3 and of TensorFlow', () => {
  const tensor = (from: string) =>
    keras3('', '', {}, [[from, [null, 4]]]).inbound_nodes as readonly { args: unknown[] }[];
  const operation = (class_name: string, name: string, args: readonly unknown[]): Json => ({
    class_name,
    name,
    config: { name },
    inbound_nodes: [{ args, kwargs: {} }],
  });
  const { graph } = graphFromKeras(
    functional(
      'scaled',
      ['x'],
      ['minus'],
      [
        input('x', [4]),
        operation('TrueDivide', 'divide', [...tensor('x')[0]!.args, 127.5]),
        operation('Subtract', 'less', [...tensor('divide')[0]!.args, 1]),
        operation('Subtract', 'from', [1, ...tensor('less')[0]!.args]),
        {
          class_name: 'TFOpLambda',
          name: 'minus',
          config: { name: 'minus', function: 'math.multiply' },
          inbound_nodes: [['from', 0, 0, { y: 3, name: null }]],
        },
      ],
    ),
    'scaled.json',
  );
  expect(graph.nodes.slice(1).map(({ type, config }) => [type, config])).toEqual([
    ['Rescaling', { scale: 1 / 127.5, offset: 0 }],
    ['Rescaling', { scale: 1, offset: -1 }],
    ['Rescaling', { scale: -1, offset: 1 }],
    ['Rescaling', { scale: 3, offset: 0 }],
  ]);
});

const dense = { class_name: 'Dense', config: { name: 'd', units: 3 } };
const sequentials: readonly (readonly [string, Json, readonly number[]])[] = [
  [
    'an InputLayer',
    { layers: [{ class_name: 'InputLayer', config: { batch_shape: [null, 5], name: 'i' } }, dense] },
    [5],
  ],
  [
    'the first layer’s batch_input_shape',
    { layers: [{ ...dense, config: { ...dense.config, batch_input_shape: [null, 6] } }] },
    [6],
  ],
  ['build_input_shape', { layers: [dense], build_input_shape: [null, 7] }, [7]],
  ['a model at its head', { layers: [tower('t'), dense] }, [8, 8, 3]],
];

test.each(sequentials)('a Sequential reads what %s says', (_, config, shape) => {
  const { graph, notes } = graphFromKeras({ class_name: 'Sequential', config }, 'model.json');
  expect(graph.nodes[0]).toMatchObject({ type: 'Input', config: { shape } });
  expect(notes).toEqual([]);
});

test('the oldest Sequential, whose config is its list of layers, and a shape of any size are told of', () => {
  const { graph, notes } = graphFromKeras(
    {
      class_name: 'Sequential',
      config: [{ class_name: 'InputLayer', config: { batch_shape: [null, null, null, 3], name: 'i' } }],
    },
    'model.json',
  );
  expect(graph.nodes[0]!.config).toEqual({ shape: [224, 224, 3] });
  expect(notes).toEqual([expect.stringMatching(/i takes any size/)]);
});

test('what training goes without is told once for all layers and written again; Keras’s usual is not told', () => {
  const zeros = { class_name: 'Zeros', config: {} };
  const l2 = { class_name: 'L2', config: { l2: 0.01 } };
  const model = functional(
    'm',
    ['x'],
    ['b'],
    [
      input('x', [4]),
      layer('Dense', 'a', { units: 2, kernel_regularizer: l2, bias_initializer: zeros, kernel_constraint: null }, [
        'x',
      ]),
      layer(
        'Dense',
        'b',
        { units: 2, kernel_regularizer: l2, kernel_initializer: { class_name: 'Orthogonal', config: {} } },
        ['a'],
      ),
    ],
  );
  const { notes, graph } = graphFromKeras(model, 'm.json');
  expect(notes).toEqual([
    'kernel_regularizer of a and 1 more is kept for exports; training here goes without.',
    'kernel_initializer of b is kept for exports; training here goes without.',
  ]);
  const again = (opened: ModelGraph) => {
    const parts = { name: 'm', graph: opened, analysis: analyzeGraph(opened), training: null };
    const { layers } = kerasModelConfig(parts).config as unknown as { layers: readonly { config: Json }[] };
    return layers.map(({ config }) => config);
  };
  expect(again(graph)).toMatchObject([
    {},
    { kernel_regularizer: l2, kernel_initializer: 'glorot_uniform' },
    { kernel_regularizer: l2, kernel_initializer: { class_name: 'Orthogonal', config: {} } },
  ]);
  const chosen = { ...graph.nodes[2]!, config: { ...graph.nodes[2]!.config, kernelInitializer: 'zeros' } } as LayerNode;
  expect(again({ ...graph, nodes: [graph.nodes[0]!, graph.nodes[1]!, chosen] })[2]).toMatchObject({
    kernel_initializer: 'zeros',
  });
});

const broken: readonly (readonly [string, unknown, RegExp])[] = [
  ['no record', 7, /a JSON record was expected/],
  ['a project', { version: 1 }, /class_name/],
  ['a graph model of TensorFlow.js', { modelTopology: { node: [] } }, /graph model/],
  [
    'a class of somebody’s own',
    { class_name: 'MyModel', config: {} },
    /Functional or Sequential model was expected. Received: MyModel/,
  ],
  ['no layers', { class_name: 'Sequential', config: {} }, /lists no layers/],
  [
    'a layer that reads what is not there',
    functional('m', ['x'], ['d'], [input('x', [4]), layer('Dense', 'd', { units: 1 }, ['gone'])]),
    /reads layers that are not there/,
  ],
  [
    'layers that read each other',
    functional(
      'm',
      ['x'],
      ['a'],
      [input('x', [4]), layer('Add', 'a', {}, ['x', 'b']), layer('Add', 'b', {}, ['x', 'a'])],
    ),
    /reads layers that are not there/,
  ],
  ['an output that is not there', functional('m', ['x'], ['y'], [input('x', [4])]), /output of m is not there/],
  ['no outputs', functional('m', ['x'], [], [input('x', [4])]), /no outputs/],
  ['an impossible shape', functional('m', ['x'], ['x'], [input('x', [-4])]), /has the shape/],
];

test.each(broken)('%s is refused by name', (_, json, message) => {
  expect(() => graphFromKeras(json, 'file.json')).toThrow(
    expect.objectContaining({ name: 'StrideError', message: expect.stringMatching(message) }),
  );
});

test('a transposed convolution keeps its output padding and dilation', () => {
  const config = { filters: 2, kernel_size: [3, 3], strides: [2, 2], output_padding: [1, 0], dilation_rate: [1, 1] };
  expect(readLayer('Conv2DTranspose', config)).toMatchObject({
    ok: true,
    config: { outputPadding: [1, 0], dilationRate: [1, 1] },
    unused: new Map(),
  });
  const plain = { ...config, output_padding: null };
  expect(readLayer('Conv2DTranspose', plain)).toMatchObject({ ok: true, config: { outputPadding: null } });
});

test.each([
  [[], { axis: null }],
  [[-1], { axis: -1 }],
  [3, { axis: 3 }],
])('a Normalization along %o is read, and along two axes is not known', (axis, config) => {
  expect(readLayer('Normalization', { axis, mean: null, variance: null })).toMatchObject({ ok: true, config });
  expect(readLayer('Normalization', { axis: [1, 2] })).toMatchObject({ ok: false });
});

test('a Normalization by one fixed number is read', () => {
  expect(readLayer('Normalization', { axis: [], mean: 0.5, variance: { config: { value: 2 } } })).toMatchObject({
    config: { axis: null, mean: [0.5], variance: [2] },
  });
});

test.each([
  ['2.15.0', ['gate: Dense < x', 'gate/line: Rescaling < gate', 'gate/cut: ReLU < gate/line'], 'linear'],
  ['tfjs-layers 4.22.0', ['gate: Dense < x', 'gate/line: Rescaling < gate', 'gate/cut: ReLU < gate/line'], 'linear'],
  ['3.15.1', ['gate: Dense < x'], 'hard_sigmoid'],
  [null, ['gate: Dense < x'], 'hard_sigmoid'],
])('hard_sigmoid of Keras %s is the curve that it was there', (version, layers, activation) => {
  const gate = layer('Dense', 'gate', { units: 2, activation: 'hardSigmoid' }, ['x']);
  const model = functional('m', ['x'], ['gate'], [input('x', [4]), gate]);
  const { graph } = graphFromKeras(model, 'm.h5', version);
  expect(listing(graph)).toEqual(['x: Input', ...layers]);
  expect(graph.nodes[1]!.config).toMatchObject({ activation });
  expect(graphFromKeras({ ...model, keras_version: version ?? undefined }, 'm.json').graph.nodes).toHaveLength(
    layers.length + 1,
  );
});

test('frozen layers are frozen in Keras’s file, and frozen again when it is opened', () => {
  const built = templates[0]!.build([28, 28, 1], 10);
  const frozen = new Set(['conv2d_1', 'dense_1']);
  const graph = {
    ...built,
    nodes: built.nodes.map((node): LayerNode => ({ ...node, trainable: !frozen.has(node.name) })),
  };
  const written = kerasModelConfig({ name: 'frozen', graph, analysis: analyzeGraph(graph), training: null });
  const { layers } = written.config as unknown as { layers: readonly { config: Json }[] };
  const flags = (each: readonly Json[]) => each.filter(({ trainable }) => trainable === false).map(({ name }) => name);
  expect(flags(layers.map(({ config }) => config))).toEqual([...frozen]);
  const read = graphFromKeras(JSON.parse(JSON.stringify(written)), 'frozen.keras').graph.nodes;
  expect(read.filter(({ trainable }) => !trainable).map(({ name }) => name)).toEqual([...frozen]);
});
