import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { StrideError } from '#base/errors.ts';
import { layerTypes } from '../layers/index.ts';
import type { ModelGraph, NodeId } from '../model-graph.ts';
import { modelGraphSchema } from '../model-graph-schema.ts';
import { arbitraryGraph } from '../testing/arbitrary-graph.ts';
import { arbitraryLayer } from '../testing/arbitrary-layer.ts';
import { addLayer } from './add-layer.ts';
import { connect, disconnect } from './connect.ts';
import { copyNodes, parseFragment } from './copy-nodes.ts';
import { duplicateNodes } from './duplicate-nodes.ts';
import { insertOnEdge } from './insert-on-edge.ts';
import { moveNodes } from './move-nodes.ts';
import { pasteFragment } from './paste-fragment.ts';
import { removeNodes } from './remove-nodes.ts';
import { renameNode } from './rename-node.ts';
import { setConfig } from './set-config.ts';
import { setLearningRateMultiplier } from './set-learning-rate-multiplier.ts';
import { setTrainable } from './set-trainable.ts';

type Edit = (graph: ModelGraph) => ModelGraph;

const pick = fc.nat(1000);
const type = fc.constantFrom(...layerTypes);
const node = (graph: ModelGraph, index: number) => graph.nodes[index % graph.nodes.length];
const some = (graph: ModelGraph, indices: readonly number[]): readonly NodeId[] =>
  indices.flatMap((index) => node(graph, index)?.id ?? []);

/** An edit of a random node; none on an empty graph. */
function onNode(edit: (graph: ModelGraph, id: NodeId, other: NodeId) => ModelGraph): fc.Arbitrary<Edit> {
  return fc.tuple(pick, pick).map(([first, second]) => (graph: ModelGraph) => {
    const [id, other] = some(graph, [first, second]);
    return id && other ? edit(graph, id, other) : graph;
  });
}

const arbitraryEdit: fc.Arbitrary<Edit> = fc.oneof(
  type.map(
    (each): Edit =>
      (graph) =>
        addLayer(graph, each).graph,
  ),
  type.chain((each) => onNode((graph, after) => addLayer(graph, each, { after }).graph)),
  onNode((graph, source, target) => connect(graph, source, target)),
  onNode((graph, id) => setTrainable(graph, id, false)),
  onNode((graph, id) => setLearningRateMultiplier(graph, id, 0.1)),
  onNode((graph, id) => moveNodes(graph, new Map([[id, { x: 3, y: 4 }]]))),
  onNode((graph, id) => renameNode(graph, id, 'stem')),
  arbitraryLayer.chain(({ config }) => onNode((graph, id) => setConfig(graph, id, config))),
  fc.array(pick, { maxLength: 4 }).map(
    (picks): Edit =>
      (graph) =>
        removeNodes(graph, some(graph, picks)),
  ),
  fc.array(pick, { maxLength: 4 }).map(
    (picks): Edit =>
      (graph) =>
        duplicateNodes(graph, some(graph, picks)).graph,
  ),
  fc.array(pick, { maxLength: 4 }).map(
    (picks): Edit =>
      (graph) => {
        const read = parseFragment(JSON.stringify(copyNodes(graph, some(graph, picks))));
        return read.ok ? pasteFragment(graph, read.value, { x: 40, y: 40 }).graph : graph;
      },
  ),
  fc.tuple(pick, type, fc.boolean()).map(
    ([index, each, inserts]): Edit =>
      (graph) => {
        const edge = graph.edges[index % graph.edges.length];
        if (!edge) return graph;
        return inserts ? insertOnEdge(graph, edge, each).graph : disconnect(graph, edge);
      },
  ),
);

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

test('any edits keep ids and names unique, edges whole, configs legal, and the graph before them as it was', () => {
  fc.assert(
    fc.property(arbitraryGraph({ maxLayers: 6 }), fc.array(arbitraryEdit, { maxLength: 8 }), (start, edits) => {
      let graph = deepFreeze(start);
      for (const edit of edits) {
        try {
          graph = deepFreeze(edit(graph));
        } catch (error) {
          // A refusal names its reason and leaves the graph alone.
          expect(error).toBeInstanceOf(StrideError);
        }
        expect(new Set(graph.nodes.map(({ name }) => name)).size).toBe(graph.nodes.length);
        expect(v.parse(modelGraphSchema, JSON.parse(JSON.stringify(graph)))).toEqual(graph);
      }
    }),
    { numRuns: 500 },
  );
});

test('a graph put together by edits alone is what the same edits put together before', () => {
  fc.assert(
    fc.property(fc.array(type, { maxLength: 8 }), (types) => {
      const write = () =>
        types.reduce<ModelGraph>((graph, each) => addLayer(graph, each).graph, { nodes: [], edges: [] });
      expect(write()).toEqual(write());
    }),
  );
});

test('layers added one after another never cover each other', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(type, pick), { maxLength: 10 }), (steps) => {
      let graph: ModelGraph = { nodes: [], edges: [] };
      for (const [each, index] of steps) {
        const after = node(graph, index)?.id;
        graph = addLayer(graph, each, after ? { after } : {}).graph;
      }
      for (const [index, a] of graph.nodes.entries()) {
        for (const b of graph.nodes.slice(index + 1)) {
          const apart = Math.abs(a.position.x - b.position.x) >= 240 || Math.abs(a.position.y - b.position.y) >= 72;
          expect(apart, `${a.name} and ${b.name}`).toBe(true);
        }
      }
    }),
  );
});
