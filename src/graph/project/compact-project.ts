/**
 * A document in few characters, for links: what is Keras's default, what the order implies and what a new layout would
 * give anyway is left out. `expandProject` undoes `compactProject`, but for node ids, which are numbered anew.
 */

import * as v from 'valibot';
import { failure, type Result } from '#base/result.ts';
import { layerDefinitions } from '../layers/index.ts';
import { stackRows } from '../layout.ts';
import type { LayerNode, ModelGraph, NodeId } from '../model-graph.ts';
import { snakeCase } from '../names.ts';
import { defaultTrainingSettings } from '../training/training-settings.ts';
import { parseProject } from './parse-project.ts';
import type { Project } from './project.ts';

type Values = Readonly<Record<string, unknown>>;

/** Beyond the layer's own: its type, then the settings that differ, the distances to what it reads, and everything else. */
type CompactNode = readonly [type: string, config: Values | 0, reads: readonly number[] | 0, others: Values | 0];

/** What most layers read: the layer in front of them. */
const readsAbove: readonly number[] = [1];
const reference = 'sharesWeightsOf';

/** A value for JSON. */
export function compactProject({ graph, training, ...rest }: Project): Values {
  const stacked = stackRows(byTarget(graph));
  const isStacked = graph.nodes.every(({ position }, index) => same(position, stacked.nodes[index]?.position));
  return {
    ...rest,
    training: difference(training, defaultTrainingSettings),
    nodes: compactNodes(graph),
    // x and y of every node in turn.
    ...(isStacked ? {} : { places: graph.nodes.flatMap(({ position }) => [position.x, position.y]) }),
  };
}

/** Reads what `compactProject` gave from anything; the fault says in a sentence what is wrong with it. Never throws. */
export function expandProject(value: unknown): Result<Project, string> {
  if (!isRecord(value) || !Array.isArray(value.nodes))
    return failure('It is not a Stride project: layers were expected.');
  const { nodes, places, training, ...rest } = value;
  const graph = expandNodes(nodes, Array.isArray(places) ? places : []);
  const settings = { ...defaultTrainingSettings, ...(isRecord(training) ? training : {}) };
  const parsed = parseProject({ ...rest, training: settings, graph });
  if (!parsed.ok || places !== undefined) return parsed;
  return { ok: true, value: { ...parsed.value, graph: stackRows(parsed.value.graph) } };
}

/** The graph with its edges in the order in which they are written down: the layout looks at it. */
function byTarget({ nodes, edges }: ModelGraph): ModelGraph {
  return { nodes, edges: nodes.flatMap(({ id }) => edges.filter(({ target }) => target === id)) };
}

function compactNodes({ nodes, edges }: ModelGraph): readonly (CompactNode | readonly unknown[])[] {
  const place = new Map(nodes.map(({ id }, index) => [id, index]));
  const counts = new Map<string, number>();
  return nodes.map((node, index) => {
    const reads = edges
      .filter(({ target }) => target === node.id)
      .map(({ source }) => index - (place.get(source) ?? 0));
    const isImplied = same(reads, impliedReads(node.type, index));
    const compact: CompactNode = [
      node.type,
      orZero(difference(node.config, defaultConfig(node))),
      isImplied ? 0 : reads,
      orZero(othersOf(node, defaultName(node.type, counts), place)),
    ];
    return compact.slice(0, compact.findLastIndex((part) => part !== 0) + 1);
  });
}

/** What of a node is neither in its type, its settings, its place nor the default. */
function othersOf(node: LayerNode, defaultedName: string, place: ReadonlyMap<NodeId, number>): Values {
  const { id, type, config, position, name, trainable, ...more } = node;
  const others: Values = { ...more };
  const shared = others[reference];
  return {
    ...others,
    ...(typeof shared === 'string' ? { [reference]: place.get(shared as NodeId) ?? 0 } : {}),
    ...(name === defaultedName ? {} : { name }),
    ...(trainable ? {} : { trainable }),
  };
}

function expandNodes(nodes: readonly unknown[], places: readonly unknown[]): Values {
  const idOf = (index: number) => `n${index + 1}`;
  const counts = new Map<string, number>();
  const edges: Values[] = [];
  const expanded = nodes.map((node, index) => {
    const [type, config, reads, others]: readonly unknown[] = Array.isArray(node) ? node : [];
    const distances = Array.isArray(reads) ? reads : impliedReads(type, index);
    for (const distance of distances)
      edges.push({ source: idOf(index - (typeof distance === 'number' ? distance : Number.NaN)), target: idOf(index) });
    const rest = isRecord(others) ? others : {};
    const shared = rest[reference];
    return {
      name: defaultName(typeof type === 'string' ? type : '', counts),
      ...rest,
      ...(typeof shared === 'number' ? { [reference]: idOf(shared) } : {}),
      id: idOf(index),
      type,
      config: isRecord(config) ? config : {},
      position: { x: places[2 * index] ?? 0, y: places[2 * index + 1] ?? 0 },
    };
  });
  return { nodes: expanded, edges };
}

function impliedReads(type: unknown, index: number): readonly number[] {
  return index === 0 || type === 'Input' ? [] : readsAbove;
}

/** `conv2d_1`, `conv2d_2`, … in the order of the layers. */
function defaultName(type: string, counts: Map<string, number>): string {
  const count = (counts.get(type) ?? 0) + 1;
  counts.set(type, count);
  return `${snakeCase(type)}_${count}`;
}

function defaultConfig({ type }: LayerNode): Values {
  const parsed = v.safeParse(layerDefinitions[type].schema, {});
  return parsed.success ? { ...parsed.output } : {};
}

/** The values that are not the same in `defaults`. */
function difference(values: object, defaults: object): Values {
  const usual = new Map(Object.entries(defaults));
  return Object.fromEntries(Object.entries(values).filter(([key, value]) => !same(value, usual.get(key))));
}

function orZero(values: Values): Values | 0 {
  return Object.keys(values).length === 0 ? 0 : values;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function isRecord(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
