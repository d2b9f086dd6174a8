import type { Adjacency } from '../adjacency.ts';
import { disconnect } from '../edits/connect.ts';
import type { Edge, NodeId } from '../model-graph.ts';
import { nodesOf, type ProblemFinder } from './facts.ts';
import { counted, listed } from './wording.ts';

/** Layers that wait for each other. */
export const findCycles: ProblemFinder = (facts) =>
  facts.cycles.map((cycle) => {
    const names = nodesOf(facts, cycle).map(({ name }) => name);
    const closing = closingEdges(facts.adjacency, cycle);
    const [only] = closing;
    const [source, target] = only ? nodesOf(facts, [only.source, only.target]) : [];
    return {
      code: 'cycle',
      message:
        names.length === 1
          ? `${names[0]} reads its own output: a layer can only read what was computed before it.`
          : `${listed(names)} form a cycle: each waits for the output of another, so none can begin.`,
      nodes: cycle,
      severity: 'error',
      repairs: [
        {
          label:
            closing.length === 1 && source && target
              ? `Remove the connection ${source.name} → ${target.name}`
              : `Remove ${counted(closing.length, 'connection')}`,
          apply: (graph) => closing.reduce(disconnect, graph),
        },
      ],
    };
  });

/**
 * The edges of a strongly connected component that lead back to where a depth-first search came from. The search begins
 * where data enters the cycle, so that what it finds closing is what a person would say closes it.
 */
function closingEdges(adjacency: Adjacency, cycle: readonly NodeId[]): readonly Edge[] {
  const members = new Set(cycle);
  const isEntry = (id: NodeId) => adjacency.sources(id).some((source) => !members.has(source));
  const start = cycle.find(isEntry) ?? cycle[0];
  if (start === undefined) return [];
  const closing: Edge[] = [];
  const seen = new Set([start]);
  const onPath = new Set([start]);
  const path = [{ id: start, readers: adjacency.readers(start), next: 0 }];
  for (let visit = path.at(-1); visit; visit = path.at(-1)) {
    const reader = visit.readers[visit.next++];
    if (reader === undefined) {
      onPath.delete(visit.id);
      path.pop();
    } else if (onPath.has(reader)) closing.push({ source: visit.id, target: reader });
    else if (members.has(reader) && !seen.has(reader)) {
      seen.add(reader);
      onPath.add(reader);
      path.push({ id: reader, readers: adjacency.readers(reader), next: 0 });
    }
  }
  return closing;
}
