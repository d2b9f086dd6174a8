/** Which network an export is of. */
import type { ModelGraph } from '#graph/model-graph.ts';
import type { Project } from '#graph/project/project.ts';
import { buildNetwork } from '../build/build-network.ts';
import { type LayerWeights, readLayerWeights } from '../layer-weights.ts';
import type { Session } from '../session.ts';

export interface ExportedNetwork {
  readonly graph: ModelGraph;
  readonly weights: LayerWeights;
  readonly origin: 'current' | 'fresh';
  /** What a person may not expect of it. */
  readonly notes: readonly string[];
}

/** The session's network as it is now; where there is none, the project's with fresh weights. Throws `graph-problem`. */
export async function exportedNetwork(session: Session, { graph, seed }: Project): Promise<ExportedNetwork> {
  const current = session.currentNetwork();
  if (current === null) {
    const network = buildNetwork(graph, seed);
    try {
      const weights = await readLayerWeights(network);
      const note = `No network has been trained or opened yet: these are the fresh weights of seed ${seed}.`;
      return { graph, weights, origin: 'fresh', notes: [note] };
    } finally {
      network.dispose();
    }
  }
  const isOlder = gist(current.graph) !== gist(graph);
  const note = 'The network on the canvas was changed since; this is the one that was trained or opened.';
  return {
    graph: current.graph,
    weights: await session.readWeights(),
    origin: 'current',
    notes: isOlder ? [note] : [],
  };
}

/** What decides a graph's answers: not where its layers stand on the canvas. */
function gist({ nodes, edges }: ModelGraph): string {
  return JSON.stringify([nodes.map(({ position: _position, block: _block, ...rest }) => rest), edges]);
}
