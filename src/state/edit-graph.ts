/** Edits of the document's graph by name: what the canvas, the palette, the settings and the repairs call. */
import type { Repair } from '#graph/analysis.ts';
import { addLayer as addLayerTo } from '#graph/edits/add-layer.ts';
import { removeNodes } from '#graph/edits/remove-nodes.ts';
import type { LayerType } from '#graph/layers/index.ts';
import type { ModelGraph, NodeId, Position } from '#graph/model-graph.ts';
import type { Stride } from './stride.ts';

/** Applies a pure edit of the graph as one named step; `gesture` joins the changes of one drag or slider. */
export function editGraph(
  stride: Stride,
  step: string,
  change: (graph: ModelGraph) => ModelGraph,
  gesture: string | null = null,
): void {
  stride.project.edit(
    step,
    (project) => {
      const graph = change(project.graph);
      return graph === project.graph ? project : { ...project, graph };
    },
    gesture,
  );
}

/** Adds a layer behind the selected one, or at `position`, and selects it. */
export function addLayer(stride: Stride, type: LayerType, position?: Position): NodeId {
  const after = position ? undefined : stride.selection.get().at(-1);
  const added = addLayerTo(stride.project.getProject().graph, type, {
    ...(after ? { after } : {}),
    ...(position ? { position } : {}),
  });
  editGraph(stride, `Add ${type}`, () => added.graph);
  stride.selection.select([added.id]);
  return added.id;
}

/** One layer's name, or how many they are: as steps call what they act on. */
export function nameLayers(stride: Stride, ids: readonly NodeId[]): string {
  const { nodes } = stride.project.getProject().graph;
  const only = ids.length === 1 ? nodes.find(({ id }) => id === ids[0]) : undefined;
  return only ? only.name : `${ids.length} layers`;
}

export function removeLayers(stride: Stride, ids: readonly NodeId[], verb: 'Delete' | 'Cut'): void {
  editGraph(stride, `${verb} ${nameLayers(stride, ids)}`, (graph) => removeNodes(graph, ids));
}

export function repair(stride: Stride, { label, apply }: Repair): void {
  editGraph(stride, label, apply);
}
