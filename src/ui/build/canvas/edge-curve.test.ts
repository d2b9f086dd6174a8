import { getBezierPath, Position } from '@xyflow/react';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NODE_HEIGHT, NODE_WIDTH } from '#graph/layout.ts';
import { ModelBuilder } from '#graph/model-builder.ts';
import { edgeAt, edgeCurve } from './edge-curve.ts';

const coordinate = fc.integer({ min: -2000, max: 2000 });
const place = fc.record({ x: coordinate, y: coordinate });

function chain() {
  const model = new ModelBuilder();
  const input = model.layer('Input', { shape: [28, 28, 1] });
  const convolution = model.layer('Conv2D', {}, input);
  model.layer('Flatten', {}, convolution);
  return model.build();
}

describe('edgeCurve', () => {
  it('runs where xyflow draws the edge', () => {
    fc.assert(
      fc.property(place, place, (source, target) => {
        const curve = edgeCurve(source, target);
        const [, labelX, labelY] = getBezierPath({
          sourceX: source.x + NODE_WIDTH / 2,
          sourceY: source.y + NODE_HEIGHT,
          sourcePosition: Position.Bottom,
          targetX: target.x + NODE_WIDTH / 2,
          targetY: target.y,
          targetPosition: Position.Top,
        });
        const middle = curve[(curve.length - 1) / 2];
        expect(middle?.x).toBeCloseTo(labelX, 6);
        expect(middle?.y).toBeCloseTo(labelY, 6);
      }),
    );
  });
});

describe('edgeAt', () => {
  const graph = chain();
  const [first, second] = graph.nodes;
  const below = (y: number) => ({ x: first!.position.x + NODE_WIDTH / 2, y });

  it('finds the edge between two nodes, from its middle and from beside it', () => {
    const gap = (first!.position.y + NODE_HEIGHT + second!.position.y) / 2;
    expect(edgeAt(graph, below(gap), 20)).toBe(graph.edges[0]);
    expect(edgeAt(graph, { ...below(gap), x: below(gap).x + 19 }, 20)).toBe(graph.edges[0]);
    expect(edgeAt(graph, { ...below(gap), x: below(gap).x + 21 }, 20)).toBeNull();
  });

  it('finds none on an empty canvas', () => {
    expect(edgeAt({ nodes: [], edges: [] }, { x: 0, y: 0 }, 100)).toBeNull();
  });
});
