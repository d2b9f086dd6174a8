/** Trying transforms out and applying them: what the Augment workspace calls. */
import { createNode } from '#graph/edits/create-node.ts';
import { setConfig } from '#graph/edits/set-config.ts';
import type { LayerType } from '#graph/layers/index.ts';
import { emptyGraph, type ModelGraph } from '#graph/model-graph.ts';
import { freshName, namesIn } from '#graph/names.ts';
import { fingerprint, transformsOf, withTransforms } from './augment-graph.ts';
import type { AugmentState, Transform } from './augment-store.ts';
import { editGraph } from './edit-graph.ts';
import type { Stride } from './stride.ts';

/** The transforms on show: the draft's, as long as the graph's are still those that it was begun from. */
export function shownTransforms(graph: ModelGraph, { draft }: Pick<AugmentState, 'draft'>): readonly Transform[] {
  const own = transformsOf(graph);
  return draft && draft.base === fingerprint(own) ? draft.transforms : own;
}

/** Whether there is anything to apply. */
export function isDrafted(graph: ModelGraph, state: Pick<AugmentState, 'draft'>): boolean {
  return fingerprint(shownTransforms(graph, state)) !== fingerprint(transformsOf(graph));
}

function draftTransforms(stride: Stride, change: (transforms: readonly Transform[]) => readonly Transform[]): void {
  const { graph } = stride.project.getProject();
  const state = stride.augment.getState();
  const transforms = change(shownTransforms(graph, state));
  const only = transforms.some(({ name }) => name === state.only) ? state.only : null;
  stride.augment.setState({ draft: { transforms, base: fingerprint(transformsOf(graph)) }, only });
}

/** Adds a transform at the end, with Keras's defaults but for `config`. */
export function addTransform(stride: Stride, type: LayerType, config: Readonly<Record<string, unknown>> = {}): void {
  const { graph } = stride.project.getProject();
  draftTransforms(stride, (transforms) => {
    const taken = new Set([...namesIn(graph), ...transforms.map(({ name }) => name)]);
    const node = createNode(emptyGraph, type, { x: 0, y: 0 }, config);
    return [...transforms, { name: freshName(taken, type), type, config: node.config }];
  });
}

export function removeTransform(stride: Stride, name: string): void {
  draftTransforms(stride, (transforms) => transforms.filter((each) => each.name !== name));
}

/** Moves a transform so many places down the list, or up where negative. */
export function moveTransform(stride: Stride, name: string, by: number): void {
  draftTransforms(stride, (transforms) => {
    const from = transforms.findIndex((each) => each.name === name);
    const moved = transforms[from];
    const to = from + by;
    if (!moved || to < 0 || to >= transforms.length) return transforms;
    return transforms.toSpliced(from, 1).toSpliced(to, 0, moved);
  });
}

/** Changes settings of a transform. Throws a `StrideError` that says what is wrong with a value. */
export function setTransform(stride: Stride, name: string, patch: Readonly<Record<string, unknown>>): void {
  draftTransforms(stride, (transforms) =>
    transforms.map((transform) => (transform.name === name ? changed(transform, patch) : transform)),
  );
}

function changed(transform: Transform, patch: Readonly<Record<string, unknown>>): Transform {
  const node = {
    ...createNode(emptyGraph, transform.type, { x: 0, y: 0 }, { ...transform.config }),
    name: transform.name,
  };
  const [result = node] = setConfig({ nodes: [node], edges: [] }, node.id, patch).nodes;
  return { ...transform, config: result.config };
}

/** A transform to be: a layer type, and what differs from Keras's defaults. */
export interface TransformPlan {
  readonly type: LayerType;
  readonly config: Readonly<Record<string, unknown>>;
}

/** These plans as transforms; one keeps the name, and with it the draws, of the transform of its type on show. */
export function plannedTransforms(
  graph: ModelGraph,
  shown: readonly Transform[],
  plans: readonly TransformPlan[],
): readonly Transform[] {
  const left = [...shown];
  const taken = new Set([...namesIn(graph), ...shown.map(({ name }) => name)]);
  return plans.map(({ type, config }) => {
    const at = left.findIndex((each) => each.type === type);
    const name = at < 0 ? freshName(taken, type) : (left.splice(at, 1)[0]?.name ?? freshName(taken, type));
    taken.add(name);
    return { name, type, config: createNode(emptyGraph, type, { x: 0, y: 0 }, config).config };
  });
}

/** Starts from these transforms instead of those on show. */
export function replaceTransforms(stride: Stride, plans: readonly TransformPlan[]): void {
  const { graph } = stride.project.getProject();
  draftTransforms(stride, (shown) => plannedTransforms(graph, shown, plans));
}

export function discardTransforms(stride: Stride): void {
  stride.augment.setState({ draft: null, only: null });
}

/** Puts the transforms on show into the graph behind its Input, as one step. */
export function applyTransforms(stride: Stride): void {
  const state = stride.augment.getState();
  editGraph(stride, 'Apply augmentation', (graph) => withTransforms(graph, shownTransforms(graph, state)));
  stride.augment.setState({ draft: null });
}
