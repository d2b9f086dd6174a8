import { describe, expect, it } from 'vitest';
import { addLayer } from '#graph/edits/add-layer.ts';
import { moveNodes } from '#graph/edits/move-nodes.ts';
import { removeNodes } from '#graph/edits/remove-nodes.ts';
import { emptyGraph } from '#graph/model-graph.ts';
import { templates } from '#graph/templates/index.ts';
import { graphChange } from './graph-change.ts';

const [lecture, lenet] = templates.map((template) => template.build([28, 28, 1], 10));

describe('graphChange', () => {
  it('tells one template from another though both number their nodes alike', () => {
    expect(graphChange(lecture!, lenet!)).toEqual({ kind: 'replaced' });
    expect(graphChange(emptyGraph, lecture!)).toEqual({ kind: 'replaced' });
  });

  it('names the layer that was added', () => {
    const { graph, id } = addLayer(lecture!, 'Dropout', { after: lecture!.nodes[3]!.id });
    expect(graphChange(lecture!, graph)).toMatchObject({ kind: 'added', last: { id } });
  });

  it('follows the first layer and the last one', () => {
    const { graph, id } = addLayer(emptyGraph, 'Input');
    expect(graphChange(emptyGraph, graph)).toMatchObject({ kind: 'added', last: { id } });
    expect(graphChange(graph, emptyGraph)).toEqual({ kind: 'emptied' });
    expect(graphChange(emptyGraph, emptyGraph)).toEqual({ kind: 'same' });
  });

  it('leaves the view alone when layers move or go', () => {
    const everywhere = new Map(lecture!.nodes.map(({ id, position }) => [id, { x: position.x + 50, y: position.y }]));
    expect(graphChange(lecture!, moveNodes(lecture!, everywhere))).toEqual({ kind: 'same' });
    expect(graphChange(lecture!, removeNodes(lecture!, [lecture!.nodes[2]!.id]))).toEqual({ kind: 'same' });
  });
});
