import type { ModelBuilder } from '../model-builder.ts';
import type { ModelGraph, NodeId } from '../model-graph.ts';
import type { Shape } from '../shape.ts';

/** A network to start from. */
export interface Template {
  /** Stable, in kebab-case. */
  readonly id: string;
  readonly name: string;
  /** One sentence: what is special about it. */
  readonly description: string;
  /** For samples `[height, width, channels]` of 28 × 28 pixels or more, with values 0..255. */
  build(sampleShape: Shape, classCount: number): ModelGraph;
}

/** What every template begins with: the samples, brought from 0..255 to 0..1. */
export function rescaledInput(model: ModelBuilder, shape: Shape): NodeId {
  return model.layer('Rescaling', {}, model.layer('Input', { shape }));
}
