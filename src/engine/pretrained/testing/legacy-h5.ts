/** Writes weights of a graph into an `.h5` as Keras 2 laid them out: for tests that have no published file. */
import type { Group } from 'h5wasm';
import { fnv1a, uniformAt } from '#base/random.ts';
import { analyzeGraph } from '#graph/analyze.ts';
import type { ModelGraph } from '#graph/model-graph.ts';

let written = 0;

/** Small numbers that follow from the weight's name; variances near one. */
export function testWeight(layer: string, name: string, size: number): Float32Array {
  const seed = fnv1a(`${layer}/${name}`);
  const middle = name === 'moving_variance' || name === 'gamma' ? 1 : 0;
  return Float32Array.from({ length: size }, (_, index) => middle + 0.2 * (uniformAt(seed, index) - 0.5));
}

/** Layers of `graph` in its order, which is Keras's, with `testWeight`s. */
export async function legacyH5(graph: ModelGraph): Promise<Uint8Array<ArrayBuffer>> {
  const library = await import('h5wasm');
  const { FS } = await library.ready;
  const path = `written-${++written}.h5`;
  const file = new library.File(path, 'w');
  const { nodes } = analyzeGraph(graph);
  file.create_attribute(
    'layer_names',
    graph.nodes.map(({ name }) => name),
  );
  for (const { id, name } of graph.nodes) {
    const group: Group = file.create_group(name);
    const specs = nodes.get(id)?.weights ?? [];
    if (specs.length === 0) continue;
    group.create_attribute(
      'weight_names',
      specs.map((spec) => `${name}/${spec.name}:0`),
    );
    group.create_group(name);
    for (const spec of specs) {
      const size = spec.shape.reduce((product, side) => product * side, 1);
      file.create_dataset({
        name: `${name}/${name}/${spec.name}:0`,
        data: testWeight(name, spec.name, size),
        shape: [...spec.shape],
        dtype: '<f',
      });
    }
  }
  file.close();
  const bytes = new Uint8Array(FS.readFile(path) as Uint8Array);
  FS.unlink(path);
  return bytes;
}
