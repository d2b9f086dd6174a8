/** The order in which a graph runs, and the cycles that keep parts of it from running at all. */
import type { Adjacency } from './adjacency.ts';
import type { NodeId } from './model-graph.ts';

export interface TopologicalOrder {
  /** Every node that lies on no cycle, each after what it reads; Input layers first. */
  readonly order: readonly NodeId[];
  /** Groups of nodes that can all reach each other. */
  readonly cycles: readonly (readonly NodeId[])[];
}

/** What can be put in order: layers, or anything that stands for them. */
interface Orderable {
  readonly nodes: readonly { readonly id: NodeId; readonly type: string }[];
}

/** Kahn's algorithm; only where it gets stuck, Tarjan's algorithm tells the cycles from what merely follows them. */
export function topologicalOrder({ nodes }: Orderable, adjacency: Adjacency<unknown>): TopologicalOrder {
  const roots = nodes.filter(({ type }) => type === 'Input').concat(nodes.filter(({ type }) => type !== 'Input'));
  const ids = [...new Set(roots.map(({ id }) => id))];
  const order = kahn(ids, adjacency, new Set());
  if (order.length === ids.length) return { order, cycles: [] };
  const cycles = stronglyConnected(ids, adjacency);
  return { order: kahn(ids, adjacency, new Set(cycles.flat())), cycles };
}

function kahn(ids: readonly NodeId[], adjacency: Adjacency<unknown>, excluded: ReadonlySet<NodeId>): readonly NodeId[] {
  const waitingFor = new Map<NodeId, number>();
  const order: NodeId[] = [];
  for (const id of ids) {
    if (excluded.has(id)) continue;
    const count = adjacency.sources(id).filter((source) => !excluded.has(source)).length;
    if (count === 0) order.push(id);
    else waitingFor.set(id, count);
  }
  for (const id of order) {
    for (const reader of adjacency.readers(id)) {
      const count = waitingFor.get(reader);
      if (count === 1) order.push(reader);
      if (count !== undefined) waitingFor.set(reader, count - 1);
    }
  }
  return order;
}

interface Visit {
  readonly id: NodeId;
  readonly readers: readonly NodeId[];
  next: number;
}

/** Tarjan's strongly connected components, without recursion; single nodes count only where they read themselves. */
function stronglyConnected(ids: readonly NodeId[], adjacency: Adjacency<unknown>): readonly (readonly NodeId[])[] {
  const index = new Map<NodeId, number>();
  const low = new Map<NodeId, number>();
  const open = new Set<NodeId>();
  const components: (readonly NodeId[])[] = [];
  const lower = (id: NodeId, to: number) => low.set(id, Math.min(low.get(id) ?? to, to));
  for (const start of ids) {
    if (index.has(start)) continue;
    const path: Visit[] = [];
    const enter = (id: NodeId) => {
      lower(id, index.size);
      index.set(id, index.size);
      open.add(id);
      path.push({ id, readers: adjacency.readers(id), next: 0 });
    };
    enter(start);
    for (let visit = path.at(-1); visit; visit = path.at(-1)) {
      const { id } = visit;
      const reader = visit.readers[visit.next++];
      if (reader === undefined) {
        path.pop();
        const parent = path.at(-1);
        if (parent) lower(parent.id, low.get(id) ?? 0);
        if (low.get(id) === index.get(id)) components.push(close(open, id));
      } else if (!index.has(reader)) enter(reader);
      else if (open.has(reader)) lower(id, index.get(reader) ?? 0);
    }
  }
  return components.filter(([first, second]) => second || (first && adjacency.readers(first).includes(first)));
}

/** Takes the component that `root` began off the open nodes: everything that was opened since. */
function close(open: Set<NodeId>, root: NodeId): readonly NodeId[] {
  const members = [...open];
  const component = members.slice(members.indexOf(root));
  for (const member of component) open.delete(member);
  return component;
}
