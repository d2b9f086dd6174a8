/** The network as a Python function with Keras 3's functional interface, preprocessing and augmentation inside. */
import { present } from '#base/assert.ts';
import { type CallOutput, calledLayers, callOutputs } from '../keras/layer-calls.ts';
import { withKept } from '../keras/layer-configs.ts';
import { slowLayers } from '../keras/slow-layers.ts';
import type { LayerNode, NodeId } from '../model-graph.ts';
import type { CodeModel } from './code-model.ts';
import { identifiers, pythonName } from './identifiers.ts';
import { layerArguments } from './layer-arguments.ts';
import { pythonCall, pythonValue } from './python-values.ts';

const indent = '    ';

/** Lines that import what `buildModel` needs. */
export function modelImports({ graph }: CodeModel): readonly string[] {
  const scales = graph.nodes.some(({ type }) => type === 'CustomScaleLayer');
  return [
    'import keras',
    'from keras import layers',
    ...(scales ? ['from keras.src.applications.inception_resnet_v2 import CustomScaleLayer'] : []),
  ];
}

function layerText(node: LayerNode): string {
  const { className, settings: own } = layerArguments(node);
  const kept = Object.keys(node.kept ?? {});
  const rest = Object.entries(withKept(node)).filter(([key]) => kept.includes(key));
  const settings = [...own.filter(([key]) => !rest.some(([other]) => other === key)), ...rest];
  const frozen = node.trainable ? [] : ['trainable=False'];
  const named = [
    ...settings.map(([key, value]) => `${key}=${pythonValue(value)}`),
    ...frozen,
    `name=${pythonValue(node.name)}`,
  ];
  const callee = className === 'CustomScaleLayer' ? className : `layers.${className}`;
  return pythonCall(callee, named, indent);
}

/** What Keras's `compile` cannot say: that some layers learned more slowly here. */
function remarkOnRates({ graph }: CodeModel): readonly string[] {
  return [...slowLayers(graph)].map(
    ([rate, names]) =>
      `# In Stride these learn at ${rate} times the learning rate; Keras has one rate for all: ${names.join(', ')}`,
  );
}

/** `def build_model()` and its lines. The graph must be Keras's (`graphForKeras`). */
export function pythonModel(model: CodeModel): string {
  const { graph, analysis, name } = model;
  const shared = new Set(graph.nodes.flatMap(({ sharesWeightsOf }) => sharesWeightsOf ?? []));
  const variables = identifiers(
    graph.nodes.map((node) => node.name),
    pythonName,
  );
  const variable = (node: LayerNode) => present(variables.get(node.name), 'every layer has a variable');
  const outputs = callOutputs(graph, analysis);
  const layerOf = new Map(calledLayers(graph, analysis).map((layer) => [layer.node.name, layer]));
  const made = new Set<string>();
  const lines: string[] = [];
  const call = (output: CallOutput, callee: string) => {
    const layer = present(layerOf.get(output.layer), 'every call is one of a layer');
    const { inputs } = present(layer.calls[output.call], 'every call is listed');
    const read = inputs.map((input) => variable(input.node)).join(', ');
    lines.push(`${variable(output.node)} = ${callee}(${inputs.length > 1 ? `[${read}]` : read})`);
  };
  for (const output of outputs.values()) {
    const { node, layer } = output;
    const owner = present(layerOf.get(layer), 'every call is one of a layer').node;
    if (node.type === 'Input') {
      lines.push(
        `${variable(node)} = ${pythonCall('keras.Input', [`shape=${pythonValue(node.config.shape)}`, `name=${pythonValue(node.name)}`], indent)}`,
      );
    } else if (!shared.has(owner.id)) call(output, layerText(node));
    else {
      // Called several times: the layer is made once, so that its weights are the same everywhere.
      const layerVariable = `${variable(owner)}_layer`;
      if (!made.has(layerVariable)) lines.push(`${layerVariable} = ${layerText(owner)}`);
      made.add(layerVariable);
      call(output, layerVariable);
    }
  }
  const ends = (ids: readonly NodeId[]) => {
    const names = ids.map((id) => variable(present(outputs.get(id), 'an end is a node').node));
    return names.length === 1 ? names.join('') : `[${names.join(', ')}]`;
  };
  const parts = `inputs=${ends(analysis.inputs)}, outputs=${ends(analysis.outputs)}, name=${pythonValue(name)}`;
  const body = [...remarkOnRates(model), ...lines, `return keras.Model(${parts})`];
  return `def build_model():\n${indent}"""The network, with fresh weights."""\n${body.map((line) => `${indent}${line}\n`).join('')}`;
}
