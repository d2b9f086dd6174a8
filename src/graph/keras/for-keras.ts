/** A graph as Keras 3 can hold it: what it has no word for is said in others, and each change is told. */
import type { LayerNode, ModelGraph } from '../model-graph.ts';
import { slowLayers } from './slow-layers.ts';

export interface GraphForKeras {
  readonly graph: ModelGraph;
  /** The new names of layers that could not keep theirs. */
  readonly renamed: ReadonlyMap<string, string>;
  /** One sentence for each change, and for what is left out. */
  readonly notes: readonly string[];
}

/** Nodes and edges stay; only names and configs change. */
export function graphForKeras(graph: ModelGraph): GraphForKeras {
  const taken = new Set(graph.nodes.map(({ name }) => name));
  const renamed = new Map<string, string>();
  const notes: string[] = [];
  const nodes = graph.nodes.map((node): LayerNode => {
    const name = nameForKeras(node.name, taken);
    if (name !== node.name) {
      renamed.set(node.name, name);
      notes.push(`The layer ${node.name} is called ${name}: Keras allows no slash in a name.`);
    }
    const zoom = asZoom(node);
    if (zoom !== node) notes.push(`${node.name} is written as RandomZoom: Keras 3 has no ${node.type} any more.`);
    return { ...zoom, name };
  });
  const own = { ...graph, nodes };
  for (const [rate, names] of slowLayers(own)) {
    notes.push(
      `That ${names.join(', ')} learned at ${rate} times the learning rate is left out: Keras has one rate for all layers. Answers are the same.`,
    );
  }
  return { graph: own, renamed, notes };
}

function nameForKeras(name: string, taken: Set<string>): string {
  if (!name.includes('/')) return name;
  const base = name.replaceAll('/', '_');
  let free = base;
  for (let number = 1; taken.has(free); number++) free = `${base}_${number}`;
  taken.add(free);
  return free;
}

/** RandomZoom counts outwards and by the part of the picture that is shown, RandomHeight and RandomWidth by its size. */
function asZoom(node: LayerNode): LayerNode {
  if (node.type !== 'RandomHeight' && node.type !== 'RandomWidth') return node;
  const [lower, upper] = node.config.factor;
  const shown = (growth: number) => Math.min(1, Math.max(-0.99, 1 / (1 + growth) - 1));
  const range = [shown(upper), shown(lower)] as const;
  const still = [0, 0] as const;
  const [heightFactor, widthFactor] = node.type === 'RandomHeight' ? [range, still] : [still, range];
  const { interpolation } = node.config;
  return {
    ...node,
    type: 'RandomZoom',
    config: { heightFactor, widthFactor, interpolation, fillMode: 'nearest', fillValue: 0 },
  };
}
