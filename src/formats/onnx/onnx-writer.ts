/**
 * Writes a model as ONNX (https://onnx.ai): operator set 18, float32, any batch size. Inputs and outputs keep the app's
 * layout, `[batch, height, width, channels]`, and are named for their layers; what acts in training only is left out.
 */
import { present } from '#base/assert.ts';
import { weightOwner } from '#graph/keras/layer-calls.ts';
import type { LayerType } from '#graph/layers/index.ts';
import type { NodeId } from '#graph/model-graph.ts';
import { factsOf, valuesOf, type WrittenModel } from '../written-model.ts';
import { activate } from './onnx-activations.ts';
import type { OnnxForm } from './onnx-form.ts';
import { onnxForms } from './onnx-forms.ts';
import { OnnxGraph, type OnnxValue } from './onnx-graph.ts';
import { encodeOnnx } from './onnx-proto.ts';

/** The name of the tensor that a layer at the graph's end gives. An Input that nobody reads cannot give its own. */
export function onnxOutputName({ name, type }: { readonly name: string; readonly type: LayerType }): string {
  return type === 'Input' ? `${name}/output` : name;
}

/** The bytes of an `.onnx` file. */
export function writeOnnx(model: WrittenModel): Uint8Array {
  const { graph: source, analysis } = model;
  const graph = new OnnxGraph();
  const nodes = new Map(source.nodes.map((node) => [node.id, node]));
  const nodeOf = (id: NodeId) => present(nodes.get(id), `the graph has a node ${id}`);
  const values = new Map<NodeId, OnnxValue>();
  const valueAt = (id: NodeId) => present(values.get(id), `node ${id} comes before those that read it`);
  for (const id of analysis.order) {
    const node = nodeOf(id);
    const { output } = factsOf(model, node);
    if (node.type === 'Input') {
      values.set(id, { name: node.name, shape: output, isChannelsFirst: false });
      continue;
    }
    graph.beginLayer(node.name);
    const form: OnnxForm<LayerType> = onnxForms[node.type];
    const value = form(node.config, {
      graph,
      inputs: source.edges.filter(({ target }) => target === id).map((edge) => valueAt(edge.source)),
      output,
      weight: (name) => valuesOf(model, weightOwner(source, node).name, name),
    });
    values.set(id, 'activation' in node.config ? activate(graph, value, node.config.activation) : value);
  }
  for (const id of analysis.outputs) {
    graph.beginLayer(nodeOf(id).name);
    graph.operation('Identity', [graph.channelsLast(valueAt(id)).name], {}, onnxOutputName(nodeOf(id)));
  }
  return encodeOnnx({
    name: model.name,
    nodes: graph.nodes,
    initializers: graph.initializers,
    inputs: analysis.inputs.map((id) => ({ name: nodeOf(id).name, shape: valueAt(id).shape })),
    outputs: analysis.outputs.map((id) => ({ name: onnxOutputName(nodeOf(id)), shape: valueAt(id).shape })),
    description: 'Pictures are [batch, height, width, channels].',
  });
}
