/** ImageDataGenerator's arguments as a second way to the transforms: setting them replaces what is tried out. */
import type { Size } from '#data/augmentation/affine.ts';
import type { GeneratorSettings } from '#data/augmentation/generator-settings.ts';
import { type GeneratorMeaning, meaningOf } from '#data/augmentation/image-data-generator.ts';
import type { ModelGraph } from '#graph/model-graph.ts';
import { plannedTransforms, replaceTransforms, type TransformPlan } from './augment.ts';
import type { Transform } from './augment-store.ts';
import type { Stride } from './stride.ts';

/** Whether the network rescales already, so that the generator's own `rescale` is left out. */
export function hasRescaling(graph: ModelGraph): boolean {
  return graph.nodes.some(({ type }) => type === 'Rescaling');
}

/** What a generator means as transforms of this network, in place of those on show. */
export function generatorTransforms(
  graph: ModelGraph,
  shown: readonly Transform[],
  { layers }: GeneratorMeaning,
): readonly Transform[] {
  return plannedTransforms(graph, shown, plansFor(graph, layers));
}

function plansFor(graph: ModelGraph, layers: readonly TransformPlan[]): readonly TransformPlan[] {
  return layers.filter(({ type }) => type !== 'Rescaling' || !hasRescaling(graph));
}

/** Tries out what a generator with these settings does to pictures of this size. */
export function setGenerator(stride: Stride, generator: GeneratorSettings, size: Size): void {
  replaceTransforms(stride, plansFor(stride.project.getProject().graph, meaningOf(generator, size).layers));
  stride.augment.setState({ generator });
}
