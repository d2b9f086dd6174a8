/** Reading transforms from a graph and putting them there: pure functions, so that what is previewed is what is applied. */
import * as edits from '#graph/edits/insert-behind.ts';
import { removeNodes } from '#graph/edits/remove-nodes.ts';
import { definitionOf } from '#graph/layers/definition-of.ts';
import type { LayerNode, ModelGraph } from '#graph/model-graph.ts';
import type { Transform } from './augment-store.ts';

interface TransformRun {
  /** What the transforms stand behind: the Input, or a Rescaling or Resizing behind it. */
  readonly anchor: LayerNode;
  /** The first unbroken row of augmentation layers, in order. */
  readonly nodes: readonly LayerNode[];
  /** Augmentation layers elsewhere in the network. */
  readonly others: readonly LayerNode[];
}

const isTransform = ({ type }: LayerNode) => definitionOf(type).family === 'augmentation';

/** Where the transforms of a graph stand; null where it has not exactly one Input. */
export function transformRun({ nodes, edges }: ModelGraph): TransformRun | null {
  const inputs = nodes.filter(({ type }) => type === 'Input');
  const [input] = inputs;
  if (inputs.length !== 1 || !input) return null;
  const next = (node: LayerNode): LayerNode | undefined => {
    const leaving = edges.filter(({ source }) => source === node.id);
    return leaving.length === 1 ? nodes.find(({ id }) => id === leaving[0]?.target) : undefined;
  };
  const before: LayerNode[] = [input];
  const run: LayerNode[] = [];
  for (let node = next(input); node && run.length + before.length <= nodes.length; node = next(node)) {
    if (isTransform(node)) run.push(node);
    else if (run.length > 0 || (node.type !== 'Rescaling' && node.type !== 'Resizing')) break;
    else before.push(node);
  }
  const others = nodes.filter((node) => isTransform(node) && !run.includes(node));
  return { anchor: run.length > 0 ? (before.at(-1) ?? input) : input, nodes: run, others };
}

export function transformsOf(graph: ModelGraph): readonly Transform[] {
  return (transformRun(graph)?.nodes ?? []).map(({ name, type, config }) => ({ name, type, config }));
}

/** Tells whether two lists of transforms are the same. */
export function fingerprint(transforms: readonly Transform[]): string {
  return JSON.stringify(transforms);
}

/** The graph with these transforms in place of its own. Layers that stay keep their ids; the rest of the graph is as it was. */
export function withTransforms(graph: ModelGraph, transforms: readonly Transform[]): ModelGraph {
  const run = transformRun(graph);
  if (!run || fingerprint(transformsOf(graph)) === fingerprint(transforms)) return graph;
  const inPlace =
    run.nodes.length === transforms.length &&
    run.nodes.every(({ name, type }, at) => {
      const transform = transforms[at];
      return transform?.name === name && transform.type === type;
    });
  const byName = new Map(transforms.map((transform) => [transform.name, transform]));
  if (inPlace) {
    return { ...graph, nodes: graph.nodes.map((node) => configured(node, run.nodes.includes(node), byName)) };
  }
  let result = removeNodes(
    graph,
    run.nodes.map(({ id }) => id),
  );
  let last = run.anchor.id;
  for (const { name, type, config } of transforms) {
    const inserted = edits.insertBehind(result, last, type, { ...config });
    const nodes = inserted.graph.nodes.map((node) => (node.id === inserted.id ? { ...node, name } : node));
    result = { ...inserted.graph, nodes };
    last = inserted.id;
  }
  return result;
}

function configured(node: LayerNode, isOwn: boolean, byName: ReadonlyMap<string, Transform>): LayerNode {
  const transform = isOwn ? byName.get(node.name) : undefined;
  // The transform is of the node's own type, so its config fits.
  return transform ? ({ ...node, config: transform.config } as LayerNode) : node;
}
