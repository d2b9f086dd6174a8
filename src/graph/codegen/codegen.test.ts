/** Generated programs: what they say, and that the languages accept it. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { analyzeGraph } from '../analyze.ts';
import { graphForKeras } from '../keras/for-keras.ts';
import { definitionOf } from '../layers/definition-of.ts';
import { layerTypes } from '../layers/index.ts';
import { ModelBuilder } from '../model-builder.ts';
import type { ModelGraph } from '../model-graph.ts';
import { templates } from '../templates/index.ts';
import { optimizerNames, scheduleNames, trainingSettingsSchema } from '../training/training-settings.ts';
import { type CodeModel, classFolders, codeName } from './code-model.ts';
import { pythonScript } from './python-script.ts';
import { modelModule, trainNotebook, trainProgram } from './train-elsewhere.ts';
import { trainGuide } from './train-guide.ts';
import { typescriptScript } from './typescript-script.ts';

const folder = new URL('../../../.cache/codegen/', import.meta.url);
beforeAll(() => mkdirSync(folder, { recursive: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function codeModel(name: string, source: ModelGraph, parts: Partial<CodeModel> = {}): CodeModel {
  const { graph } = graphForKeras(source);
  const analysis = analyzeGraph(graph);
  const training = v.parse(trainingSettingsSchema, {});
  return { name: codeName(name), graph, analysis, training, seed: 42, data: { kind: 'mnist' }, ...parts };
}

/** Every layer type behind one Input that it can read, in one network with as many outputs. */
function everyLayer(): ModelGraph {
  const model = new ModelBuilder();
  const image = model.layer('Input', { shape: [8, 8, 2] });
  const vector = model.layer('Input', { shape: [12] });
  const first = model.layer(
    'Conv2D',
    { filters: 2, padding: 'same', activation: 'gelu', kernelInitializer: 'lecun_normal' },
    image,
  );
  for (const type of layerTypes) {
    if (type === 'Input') continue;
    const { arity, inferShape, schema } = definitionOf(type);
    const config = type === 'Normalization' ? { mean: [1, 2], variance: [3, 4] } : {};
    const parsed = v.parse(schema, config);
    for (const [source, shape] of [
      [first, [8, 8, 2]],
      [vector, [12]],
    ] as const) {
      const count = Math.max(1, arity.min);
      if (!inferShape(parsed, new Array(count).fill(shape)).ok) continue;
      model.layer(type, config, ...new Array(count).fill(source));
      break;
    }
  }
  return model.build();
}

function keptRegularizer(): ModelGraph {
  const graph = templates[0]!.build([28, 28, 1], 10);
  const l2 = JSON.stringify({ class_name: 'L2', config: { l2: 0.01 } });
  const kept = { kernel_regularizer: l2, bias_initializer: '"ones"' };
  return { ...graph, nodes: graph.nodes.map((node) => (node.type === 'Conv2D' ? { ...node, kept } : node)) };
}

function twins(): ModelGraph {
  const model = new ModelBuilder();
  const [left, right] = [0, 1].map(() => model.layer('Input', { shape: [4] }));
  const one = model.layer('Dense', { units: 3, activation: 'hard_silu' }, left!);
  const other = model.layer('Dense', { units: 3, activation: 'hard_silu' }, right!);
  model.layer('Add', {}, one, other);
  const { nodes, edges } = model.build();
  return { edges, nodes: nodes.map((node) => (node.id === other ? { ...node, sharesWeightsOf: one } : node)) };
}

const settings = optimizerNames.flatMap((name) =>
  scheduleNames.map((schedule) => ({ optimizer: { name }, schedule: { name: schedule } })),
);
const models: readonly CodeModel[] = [
  ...templates.map((template) => codeModel(template.name, template.build([28, 28, 1], 10))),
  codeModel('every layer', everyLayer()),
  codeModel('kept', keptRegularizer()),
  codeModel('Twins: “shared”', twins()),
  ...settings.map((each, index) =>
    codeModel(`settings ${index}`, templates[0]!.build([32, 32, 3], 2), {
      training: v.parse(trainingSettingsSchema, {
        ...each,
        earlyStopping: {},
        loss: 'categorical_crossentropy',
        sampleLimit: 100,
        classWeight: index % 3 === 0 ? 'balanced' : 'none',
      }),
      data:
        index % 5 === 0 ? { kind: 'mnist' } : { kind: 'folders', classFolders: index % 2 ? ['dog', 'Cat “2”'] : null },
    }),
  ),
];

test.each(templates.map((template) => [template.name, template] as const))(
  '%s in Python and TypeScript',
  (name, template) => {
    const model = codeModel(name, template.build([28, 28, 1], 10));
    expect(pythonScript(model)).toMatchSnapshot();
    expect(typescriptScript(model)).toMatchSnapshot();
  },
);

test('a layer that shares weights is made once and called twice', () => {
  const model = codeModel('twins', twins());
  expect(pythonScript(model).match(/layers\.Dense\(/g)).toHaveLength(1);
  expect(pythonScript(model)).toContain('dense_2 = dense_1_layer(input_2)');
  expect(typescriptScript(model)).toContain('const dense1Layer = tf.layers.dense(');
});

test('settings that are kept for Keras stand in the Python program, and not in TypeScript’s', () => {
  const model = codeModel('kept', keptRegularizer());
  expect(pythonScript(model)).toContain('kernel_regularizer={"class_name": "L2", "config": {"l2": 0.01}}');
  expect(pythonScript(model)).toContain('bias_initializer="ones"');
  expect(typescriptScript(model)).not.toContain('egularizer');
});

const python = spawnSync('python3', ['--version']);

describe('the languages accept the programs', () => {
  test.skipIf(python.status !== 0)('Python compiles them (skipped where there is no python3)', () => {
    const files = models.flatMap((model, index) => {
      const programs = { script: pythonScript(model), model: modelModule(model), train: trainProgram(model) };
      return Object.entries(programs).map(([kind, text]) => {
        const file = new URL(`${kind}_${index}.py`, folder).pathname;
        writeFileSync(file, text);
        return file;
      });
    });
    const { stderr, status } = spawnSync('python3', ['-m', 'py_compile', ...files], { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  test('TypeScript checks them against TensorFlow.js', () => {
    for (const [index, model] of models.entries())
      writeFileSync(new URL(`model-${index}.ts`, folder), typescriptScript(model));
    const config = {
      compilerOptions: {
        strict: true,
        noUncheckedIndexedAccess: true,
        exactOptionalPropertyTypes: true,
        noEmit: true,
        skipLibCheck: true,
        module: 'ESNext',
        moduleResolution: 'bundler',
        target: 'ES2022',
        types: [],
      },
      include: ['*.ts'],
    };
    writeFileSync(new URL('tsconfig.json', folder), JSON.stringify(config));
    const tsc = new URL('../../../node_modules/.bin/tsc', import.meta.url).pathname;
    const { stdout } = spawnSync(tsc, ['-p', folder.pathname], { encoding: 'utf8' });
    expect(stdout).toBe('');
  });

  test('the notebook is JSON of Jupyter’s format', () => {
    const notebook = JSON.parse(trainNotebook(models[0]!)) as { nbformat: number; cells: { source: string[] }[] };
    expect(notebook.nbformat).toBe(4);
    expect(notebook.cells.map(({ source }) => source.join('')).join('\n')).toContain('model.load_weights');
  });
});

test.each([{ kind: 'mnist' }, { kind: 'folders', classFolders: null }] as const)(
  'classes are weighed in every program, and only where that is set (%o)',
  (data) => {
    const training = (classWeight: string) => v.parse(trainingSettingsSchema, { classWeight });
    const programs = (classWeight: string) => {
      const model = codeModel('digits', templates[0]!.build([28, 28, 1], 10), {
        training: training(classWeight),
        data,
      });
      return [pythonScript(model), modelModule(model) + trainProgram(model), trainNotebook(model)];
    };
    for (const program of programs('balanced')) {
      expect(program).toMatch(/steps_per_epoch, class_weight = load_data\(/);
      expect(program).toMatch(/class_weight=class_weight/);
      expect(program).toMatch(/return training.*, class_weight/);
    }
    for (const program of programs('none')) expect(program).not.toContain('class_weight');
  },
);

test.each([
  ['Lecture CNN', 'lecture_cnn'],
  ['Größe 3', 'gro_e_3'],
  ['3 nets', 'model_3_nets'],
  ['', 'model'],
  ['🙂', 'model'],
])('%j is called %j in programs', (title, name) => {
  expect(codeName(title)).toMatch(/^[a-z]\w*$/);
  if (!title.startsWith('G')) expect(codeName(title)).toBe(name);
});

test('class folders can stand on every file system', () => {
  expect(classFolders(['cat', 'Cat', '../dog', '', 'a/b', 'Ü 1'])).toEqual([
    'cat',
    'Cat 2',
    '___dog',
    'class 3',
    'a_b',
    'Ü 1',
  ]);
});

test('frozen layers stay frozen in either language, and slow ones are named', () => {
  const graph = templates[0]!.build([28, 28, 1], 10);
  const nodes = graph.nodes.map((node) => {
    if (node.name === 'conv2d_1') return { ...node, trainable: false };
    return node.name === 'conv2d_2' ? { ...node, learningRateMultiplier: 0.1 } : node;
  });
  const model = codeModel('fine-tuned', { ...graph, nodes });
  expect(pythonScript(model)).toMatch(/trainable=False,\s*name="conv2d_1"/);
  expect(pythonScript(model)).not.toMatch(/trainable=False,\s*name="conv2d_2"/);
  expect(pythonScript(model)).toContain('# In Stride these learn at 0.1 times the learning rate');
  expect(typescriptScript(model)).toMatch(/name: 'conv2d_1',[^}]*trainable: false/);
  expect(trainGuide(model)).toContain('learn at 0.1 times the learning rate: conv2d_2. Keras has one rate');
  expect(graphForKeras(model.graph).notes).toEqual([
    expect.stringContaining('conv2d_2 learned at 0.1 times the learning rate is left out'),
  ]);
  expect(graphForKeras(graph).notes).toEqual([]);
  expect(trainGuide(codeModel('plain', graph))).not.toContain('one rate');
});
