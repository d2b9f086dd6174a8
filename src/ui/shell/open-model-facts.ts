import { formatCount } from '#base/format.ts';
import type { OpenedModelReport } from '#protocol/exchange.ts';

const shownTypes = 8;

/** What a model file holds, as terms and values. */
export function openModelFacts(report: OpenedModelReport): readonly (readonly [string, string])[] {
  const { graph, parameters, hasWeights } = report;
  const types = [
    ...new Set(graph.nodes.map((node) => (node.type === 'UnknownLayer' ? node.config.className : node.type))),
  ];
  const more = types.length > shownTypes ? ' …' : '';
  return [
    ['Model', report.name],
    ['Layers', `${formatCount(graph.nodes.length)}: ${types.slice(0, shownTypes).join(', ')}${more}`],
    ['Parameters', formatCount(parameters)],
    ['Weights', hasWeights ? 'trained, in the file' : 'none in the file'],
  ];
}
