import { describe, expect, it } from 'vitest';
import { analyzeGraph } from '#graph/analyze.ts';
import { ModelBuilder } from '#graph/model-builder.ts';
import { shownGraph } from '#graph/shown-graph.ts';
import { edgeId, flowEdges } from './flow-edges.ts';

function network() {
  const model = new ModelBuilder();
  const input = model.layer('Input', { shape: [28, 28, 1] });
  model.layer('Flatten', {}, model.layer('Conv2D', { filters: 32 }, input));
  const graph = model.build();
  return { shown: shownGraph(graph, new Set()), analysis: analyzeGraph(graph) };
}

const idle = { selected: null, dropTarget: null };

describe('flowEdges', () => {
  it('labels each edge with the shape that flows along it', () => {
    const edges = flowEdges({ ...network(), ...idle }, []);
    expect(edges.map(({ data }) => data.shape)).toEqual(['28 × 28 × 1', '26 × 26 × 32']);
    expect(edges[1]?.ariaLabel).toBe('conv2d_1 to flatten_1, 26 × 26 × 32');
  });

  it('keeps unchanged edges, and renews only the one that a drop would split', () => {
    const input = { ...network(), ...idle };
    const before = flowEdges(input, []);
    const target = edgeId(input.shown.edges[0]!);
    const after = flowEdges({ ...input, dropTarget: target }, before);
    expect(after[0]).toMatchObject({ id: target, className: 'drop-target' });
    expect(after[1]).toBe(before[1]);
  });
});
