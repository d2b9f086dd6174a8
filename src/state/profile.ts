/** The profile of a training step: asked for, kept until the network changes, shown in a table and as heat. */
import { createStore } from 'zustand/vanilla';
import type { ModelGraph } from '#graph/model-graph.ts';
import type { EngineFault } from '#protocol/engine.ts';
import type { StepProfile } from '#protocol/profile.ts';
import { faultOf } from './engine-events.ts';
import type { Stride } from './stride.ts';

export interface ProfileState {
  readonly isRunning: boolean;
  readonly profile: StepProfile | null;
  /** The network that was measured; the document's may have changed since. */
  readonly graph: ModelGraph | null;
  readonly fault: EngineFault | null;
  /** Whether the canvas shows each layer's share of the time. */
  readonly showsHeat: boolean;
}

export type ProfileStore = ReturnType<typeof createProfileStore>;

export function createProfileStore() {
  return createStore<ProfileState>()(() => ({
    isRunning: false,
    profile: null,
    graph: null,
    fault: null,
    showsHeat: false,
  }));
}

/** Measures the document's network. Never rejects: what went wrong stands in the store. */
export async function profileStep({ engine, profiling, project }: Stride): Promise<void> {
  if (profiling.getState().isRunning) return;
  const { graph, training: settings, dataset, seed } = project.getProject();
  profiling.setState({ isRunning: true, fault: null });
  try {
    const profile = await engine.profile.step({ graph, settings, dataset, seed });
    profiling.setState({ isRunning: false, profile, graph, showsHeat: true });
  } catch (thrown) {
    profiling.setState({ isRunning: false, fault: faultOf(thrown) });
  }
}

/** Milliseconds of each layer, forward and backward together, by its name. */
export function layerMilliseconds({ rows }: StepProfile): ReadonlyMap<string, number> {
  const totals = new Map<string, number>();
  for (const { layer, milliseconds } of rows) {
    if (layer !== null) totals.set(layer, (totals.get(layer) ?? 0) + milliseconds);
  }
  return totals;
}
