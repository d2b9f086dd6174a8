/** The generated Python, run with something that stands for Keras and writes down what it is asked for: every layer and setting. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { analyzeGraph } from '#graph/analyze.ts';
import { modelImports, pythonModel } from '#graph/codegen/python-model.ts';
import { graphForKeras } from '#graph/keras/for-keras.ts';
import { readLayer } from '#graph/keras/layer-configs.ts';
import { layerTypes } from '#graph/layers/index.ts';
import type { ModelGraph } from '#graph/model-graph.ts';
import { templates } from '#graph/templates/index.ts';
import { defaultTrainingSettings } from '#graph/training/training-settings.ts';
import { loneLayers } from '../testing/lone-layers.ts';

const folder = new URL('../../../.cache/generated-python/', import.meta.url);
beforeAll(() => mkdirSync(folder, { recursive: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Stands for Keras: prints, for each program, the layers that it makes with their arguments and what they are called with. */
const recorder = `
import json, sys, types

made = []

class Layer:
    def __init__(self, class_name, arguments):
        self.record = {"class_name": class_name, "arguments": arguments, "calls": []}
        made.append(self.record)

    def __call__(self, inputs):
        given = inputs if isinstance(inputs, list) else [inputs]
        self.record["calls"].append(given)
        return self.record["arguments"]["name"]

class Layers(types.ModuleType):
    def __getattr__(self, class_name):
        return lambda **arguments: Layer(class_name, arguments)

def make_input(**arguments):
    made.append({"class_name": "InputLayer", "arguments": arguments, "calls": []})
    return arguments["name"]

keras = Layers("keras")
keras.layers = Layers("keras.layers")
keras.Input = make_input
keras.Model = lambda inputs, outputs, name: None
for name in ("keras.src", "keras.src.applications"):
    sys.modules[name] = types.ModuleType(name)
sys.modules.update({"keras": keras, "keras.layers": keras.layers, "keras.src.applications.inception_resnet_v2": keras})
found = []
for program in json.load(open(sys.argv[1], encoding="utf8")):
    made.clear()
    scope = {}
    exec(program, scope)
    scope["build_model"]()
    found.append(list(made))
print(json.dumps(found))
`;

function programOf(graph: ModelGraph): string {
  const analysis = analyzeGraph(graph);
  const training = defaultTrainingSettings;
  const model = { name: 'model', graph, analysis, training, seed: 1, data: { kind: 'mnist' } } as const;
  return `${modelImports(model).join('\n')}\n${pythonModel(model)}`;
}

interface Made {
  readonly class_name: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly calls: readonly (readonly string[])[];
}

const python = spawnSync('python3', ['--version']);

test.skipIf(python.status !== 0)(
  'every layer with every setting says in Python what it says here (skipped where there is no python3)',
  () => {
    const graphs = [
      ...templates.map(({ build }) => build([28, 28, 1], 10)),
      ...layerTypes
        .filter((type) => type !== 'Input' && type !== 'UnknownLayer')
        .flatMap((type) => [...loneLayers(type, 9)]),
    ].map((graph) => graphForKeras(graph).graph);
    writeFileSync(new URL('recorder.py', folder), recorder);
    writeFileSync(new URL('programs.json', folder), JSON.stringify(graphs.map(programOf)));
    const { stdout, stderr } = spawnSync('python3', ['recorder.py', 'programs.json'], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
    expect(stderr).toBe('');
    const found: readonly (readonly Made[])[] = JSON.parse(stdout);
    for (const [index, { nodes, edges }] of graphs.entries()) {
      const nameOf = (id: string) => nodes.find((node) => node.id === id)!.name;
      for (const node of nodes) {
        const made = found[index]!.find((each) => each.arguments.name === node.name)!;
        const { shape, ...rest } = made.arguments;
        const settings = made.class_name === 'InputLayer' ? { batch_shape: [null, ...(shape as number[])] } : rest;
        expect(readLayer(made.class_name, settings)).toMatchObject({ ok: true, type: node.type, config: node.config });
        const sources = edges.filter(({ target }) => target === node.id).map(({ source }) => nameOf(source));
        expect(made.calls).toEqual(sources.length === 0 ? [] : [sources]);
      }
    }
    expect(graphs.length).toBeGreaterThan(200);
  },
);
