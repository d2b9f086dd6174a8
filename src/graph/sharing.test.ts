import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { analyzeGraph } from './analyze.ts';
import { connect } from './edits/connect.ts';
import { copyNodes } from './edits/copy-nodes.ts';
import { pasteFragment } from './edits/paste-fragment.ts';
import { removeNodes } from './edits/remove-nodes.ts';
import { setConfig } from './edits/set-config.ts';
import { setTrainable } from './edits/set-trainable.ts';
import { ModelBuilder } from './model-builder.ts';
import type { ModelGraph, NodeId } from './model-graph.ts';
import { modelGraphSchema } from './model-graph-schema.ts';
import { ownerOfWeights, separateWeights } from './sharing.ts';
import { arbitraryGraph } from './testing/arbitrary-graph.ts';

/** Two pictures through one convolution, three times called, then compared. */
function twins(): { readonly graph: ModelGraph; readonly ids: readonly NodeId[] } {
  const model = new ModelBuilder();
  const input = model.layer('Input', { shape: [8, 8, 3] });
  const ids = [0, 1, 2].map(() => model.layer('Conv2D', { filters: 4 }, input));
  model.layer('Add', {}, ...ids);
  const built = model.build();
  const [first] = ids as [NodeId, ...NodeId[]];
  const nodes = built.nodes.map((node) =>
    ids.includes(node.id) && node.id !== first ? { ...node, sharesWeightsOf: first } : node,
  );
  return { graph: { ...built, nodes }, ids };
}

const owners = ({ nodes }: ModelGraph) =>
  nodes.filter(({ type }) => type === 'Conv2D').map((node) => ownerOfWeights(node));

test('shared weights count once', () => {
  const { graph, ids } = twins();
  const { nodes, totals, problems } = analyzeGraph(graph);
  expect(totals.parameters).toBe(3 * 3 * 3 * 4 + 4);
  expect(ids.map((id) => nodes.get(id)!.parameters)).toEqual([112, 0, 0]);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
});

test('a setting or freezing of one layer holds for all that share its weights', () => {
  const { graph, ids } = twins();
  const changed = setTrainable(setConfig(graph, ids[1]!, { filters: 7 }), ids[2]!, false);
  const convolutions = changed.nodes.filter(({ type }) => type === 'Conv2D');
  expect(convolutions.map(({ config, trainable }) => [(config as { filters: number }).filters, trainable])).toEqual([
    [7, false],
    [7, false],
    [7, false],
  ]);
});

test('a removed original hands its weights on', () => {
  const { graph, ids } = twins();
  const left = removeNodes(graph, [ids[0]!]);
  expect(owners(left)).toEqual([ids[1], ids[1]]);
  expect(analyzeGraph(left).totals.parameters).toBe(112);
});

test('a layer can be given weights of its own, the original too', () => {
  const { graph, ids } = twins();
  expect(owners(separateWeights(graph, ids[2]!))).toEqual([ids[0], ids[0], ids[2]]);
  expect(owners(separateWeights(graph, ids[0]!))).toEqual([ids[0], ids[1], ids[1]]);
});

test('copies share among each other, not with what was copied', () => {
  const { graph, ids } = twins();
  const pasted = pasteFragment(graph, copyNodes(graph, ids.slice(1)), { x: 0, y: 0 });
  const added = pasted.graph.nodes.filter(({ id }) => pasted.ids.includes(id));
  expect(added.map(ownerOfWeights)).toEqual([pasted.ids[0], pasted.ids[0]]);
});

test('a layer that reads what the shared weights do not fit is told, with a repair', () => {
  const { graph, ids } = twins();
  const model = new ModelBuilder();
  model.layer('Input', { shape: [8, 8, 1] });
  const { graph: wider, ids: added } = pasteFragment(graph, copyNodes(model.build(), ['n1' as NodeId]), { x: 0, y: 0 });
  const misfit = connect(wider, added[0]!, ids[1]!);
  const problem = analyzeGraph(misfit).problems.find(({ code }) => code === 'shared-weights')!;
  expect(problem.message).toMatch(
    /conv2d_2 \(Conv2D\) cannot use the weights of conv2d_1: its kernel needs 3 × 3 × 1 × 4/,
  );
  const mended = problem.repairs[0]!.apply(misfit);
  expect(analyzeGraph(mended).problems.some(({ code }) => code === 'shared-weights')).toBe(false);
});

test('a graph whose layers share weights wrongly is refused', () => {
  const { graph, ids } = twins();
  const withShare = (id: NodeId, original: string) => ({
    ...graph,
    nodes: graph.nodes.map((node) => (node.id === id ? { ...node, sharesWeightsOf: original as NodeId } : node)),
  });
  expect(v.safeParse(modelGraphSchema, graph).success).toBe(true);
  for (const wrong of [withShare(ids[2]!, ids[1]!), withShare(ids[1]!, 'n1'), withShare(ids[1]!, 'nowhere')]) {
    expect(v.safeParse(modelGraphSchema, wrong).success).toBe(false);
  }
});

test('every edit of random graphs keeps sharing right', () => {
  let shared = 0;
  fc.assert(
    fc.property(arbitraryGraph({ maxLayers: 14, messy: false }), fc.nat(100), (graph, pick) => {
      const node = graph.nodes[pick % Math.max(1, graph.nodes.length)];
      if (!node) return;
      shared += graph.nodes.filter(({ sharesWeightsOf }) => sharesWeightsOf !== undefined).length;
      const { graph: doubled } = pasteFragment(graph, copyNodes(graph, [node.id]), { x: 0, y: 0 });
      for (const edited of [removeNodes(graph, [node.id]), separateWeights(graph, node.id), doubled]) {
        expect(v.safeParse(modelGraphSchema, edited).success).toBe(true);
      }
    }),
    { numRuns: 200 },
  );
  expect(shared).toBeGreaterThan(5);
});
