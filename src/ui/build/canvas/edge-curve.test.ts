import { getBezierPath, Position } from '@xyflow/react';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { edgeAt, edgeCurve, edgePath, isLabelLeft, laneOf } from '#graph/edge-curve.ts';
import { moveNodes } from '#graph/edits/move-nodes.ts';
import { NODE_HEIGHT, NODE_WIDTH } from '#graph/layout.ts';
import { ModelBuilder } from '#graph/model-builder.ts';
import type { ModelGraph } from '#graph/model-graph.ts';
import { templates } from '#graph/templates/index.ts';
import { arrangedPlaces } from './arrange.ts';

const coordinate = fc.integer({ min: -2000, max: 2000 });
const place = fc.record({ x: coordinate, y: coordinate });

function chain() {
  const model = new ModelBuilder();
  const input = model.layer('Input', { shape: [28, 28, 1] });
  const convolution = model.layer('Conv2D', {}, input);
  model.layer('Flatten', {}, convolution);
  return model.build();
}

const numbersIn = (path: string) => (path.match(/-?\d+(\.\d+)?(e-?\d+)?/g) ?? []).map(Number);

describe('edgePath', () => {
  it('draws the curve that xyflow draws, with the label in its middle', () => {
    fc.assert(
      fc.property(place, place, (from, to) => {
        const [path, labelX, labelY] = getBezierPath({
          sourceX: from.x,
          sourceY: from.y,
          sourcePosition: Position.Bottom,
          targetX: to.x,
          targetY: to.y,
          targetPosition: Position.Top,
        });
        const ours = edgePath(from, to, null);
        const [expected, drawn] = [numbersIn(path), numbersIn(ours.path)];
        expect(drawn).toHaveLength(expected.length);
        for (const [index, number] of drawn.entries()) expect(number).toBeCloseTo(expected[index]!, 6);
        expect(ours.middle.x).toBeCloseTo(labelX, 6);
        expect(ours.middle.y).toBeCloseTo(labelY, 6);
      }),
    );
  });
});

describe('edgeCurve', () => {
  it('passes through the label', () => {
    fc.assert(
      fc.property(place, place, fc.option(coordinate), (source, target, lane) => {
        const curve = edgeCurve(source, target, lane);
        const { middle } = edgePath(curve[0]!, curve.at(-1)!, lane);
        const reaches = curve.slice(1).some((end, index) => isBetween(middle, curve[index]!, end));
        expect(reaches).toBe(true);
      }),
    );
  });

  it('is hidden by no layer in any template, as it opens and arranged', async () => {
    for (const { build } of templates) {
      const graph = build([28, 28, 1], 10);
      expect(hiddenEdges(graph)).toEqual([]);
      expect(hiddenEdges(moveNodes(graph, await arrangedPlaces(graph)))).toEqual([]);
    }
  });
});

describe('isLabelLeft', () => {
  const model = new ModelBuilder();
  const input = model.layer('Input', { shape: [28, 28, 1] });
  model.layer('Flatten', {}, input);
  const [, neighbour] = model.build().nodes;
  const [source, target] = [
    { x: 0, y: -200 },
    { x: 0, y: 400 },
  ];
  const besideAt = (x: number) => [{ ...neighbour!, position: { x, y: 100 } }];

  it('puts the label away from a layer at the right of the lane', () => {
    expect(isLabelLeft(besideAt(516), source, target, 500)).toBe(true);
    expect(isLabelLeft(besideAt(500 - NODE_WIDTH - 16), source, target, 500)).toBe(false);
    expect(isLabelLeft(besideAt(700), source, target, 500)).toBe(false);
  });
});

function hiddenEdges({ nodes, edges }: ModelGraph): readonly string[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return edges.flatMap(({ source, target }) => {
    const [from, to] = [byId.get(source)!, byId.get(target)!];
    const curve = edgeCurve(from.position, to.position, laneOf(nodes, from.position, to.position));
    const isHidden = curve.some(({ x, y }) => nodes.some(({ position }) => covers(position, x, y)));
    return isHidden ? [`${from.name} to ${to.name}`] : [];
  });
}

function isBetween(point: { x: number; y: number }, start: { x: number; y: number }, end: { x: number; y: number }) {
  const whole = Math.hypot(end.x - start.x, end.y - start.y);
  const parts = Math.hypot(point.x - start.x, point.y - start.y) + Math.hypot(end.x - point.x, end.y - point.y);
  return parts - whole < 1e-6;
}

function covers(position: { x: number; y: number }, x: number, y: number) {
  return x > position.x && x < position.x + NODE_WIDTH && y > position.y && y < position.y + NODE_HEIGHT;
}

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
