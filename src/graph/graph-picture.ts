/** A graph as a picture to take away: an SVG document that stands by itself. */
import { escapeXml } from '#base/escape-xml.ts';
import { formatCount, formatShape } from '#base/format.ts';
import type { GraphAnalysis } from './analysis.ts';
import { edgePath, laneOf } from './edge-curve.ts';
import type { LayerFamily } from './families.ts';
import { definitionOf } from './layers/definition-of.ts';
import { NODE_HEIGHT, NODE_WIDTH } from './layout.ts';
import type { LayerNode } from './model-graph.ts';
import type { ShownGraph, ShownNode } from './shown-graph.ts';

/** Colours as CSS writes them. */
export interface PictureColors {
  readonly ground: string;
  readonly card: string;
  readonly line: string;
  readonly ink: string;
  readonly inkMuted: string;
  family(family: LayerFamily): string;
}

const margin = 32;
const stripe = 5;
const characters = 30;

interface Card {
  readonly title: string;
  readonly detail: string;
  readonly output: string;
  readonly color: string;
}

/** `shown` with its collapsed blocks, in the canvas's units as pixels. */
export function graphPicture(title: string, shown: ShownGraph, analysis: GraphAnalysis, colors: PictureColors): string {
  const xs = shown.nodes.map(({ position }) => position.x);
  const ys = shown.nodes.map(({ position }) => position.y);
  const [left, top] = [Math.min(0, ...xs) - margin, Math.min(0, ...ys) - margin];
  const width = Math.max(0, ...xs) + NODE_WIDTH + margin - left;
  const height = Math.max(0, ...ys) + NODE_HEIGHT + margin - top;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${left} ${top} ${width} ${height}" font-family="Inter, Helvetica, Arial, sans-serif" role="img">`,
    `<title>${escapeXml(title)}</title>`,
    `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="${colors.ground}"/>`,
    ...edgeLines(shown, analysis, colors),
    ...shown.nodes.map((node) => cardLines(node, cardOf(node, analysis, colors), colors)),
    '</svg>',
  ].join('\n');
}

function edgeLines(shown: ShownGraph, analysis: GraphAnalysis, colors: PictureColors): readonly string[] {
  const places = new Map(shown.nodes.map(({ id, position }) => [id, position]));
  return shown.edges.flatMap(({ source, target, edges }) => {
    const [from, to] = [places.get(source), places.get(target)];
    if (!from || !to) return [];
    const lane = laneOf(shown.nodes, from, to);
    const start = { x: from.x + NODE_WIDTH / 2, y: from.y + NODE_HEIGHT };
    const { path, middle } = edgePath(start, { x: to.x + NODE_WIDTH / 2, y: to.y }, lane);
    const output = edges[0] && analysis.nodes.get(edges[0].source)?.output;
    const label = output
      ? `<text x="${middle.x + 10}" y="${middle.y + 4}" font-size="11" fill="${colors.inkMuted}">${formatShape(output)}</text>`
      : '';
    return [`<path d="${path}" fill="none" stroke="${colors.inkMuted}" stroke-width="1.5"/>${label}`];
  });
}

function cardOf(node: ShownNode, analysis: GraphAnalysis, colors: PictureColors): Card {
  if (node.kind === 'layer') {
    const { family, highlights } = definitionOf(node.type as LayerNode['type']);
    const details = [node.layer.type, ...highlights(node.layer.config).slice(0, 2)];
    return {
      title: node.layer.name,
      detail: details.join(' · '),
      output: facts([node.layer], analysis),
      color: colors.family(family),
    };
  }
  const { name, layers } = node;
  return {
    title: name,
    detail: `Block · ${formatCount(layers.length)} layers`,
    output: facts(layers, analysis),
    color: colors.inkMuted,
  };
}

/** What layers give together, and how many parameters they have. */
function facts(layers: readonly LayerNode[], analysis: GraphAnalysis): string {
  const last = analysis.order.findLast((id) => layers.some((layer) => layer.id === id));
  const output = last === undefined ? undefined : analysis.nodes.get(last)?.output;
  const parameters = layers.reduce((total, { id }) => total + (analysis.nodes.get(id)?.parameters ?? 0), 0);
  const shape = output ? formatShape(output) : 'output unknown';
  return parameters > 0 ? `${shape} · ${formatCount(parameters)} params` : shape;
}

function cardLines(
  { position: { x, y } }: ShownNode,
  { title, detail, output, color }: Card,
  colors: PictureColors,
): string {
  const text = (content: string, row: number, style: string) =>
    `<text x="${x + stripe + 12}" y="${y + row}" ${style}>${escapeXml(shortened(content))}</text>`;
  return [
    `<rect x="${x}" y="${y}" width="${NODE_WIDTH}" height="${NODE_HEIGHT}" rx="8" fill="${colors.card}" stroke="${colors.line}"/>`,
    `<rect x="${x}" y="${y}" width="${stripe}" height="${NODE_HEIGHT}" rx="2.5" fill="${color}"/>`,
    text(title, 23, `font-size="14" font-weight="600" fill="${colors.ink}"`),
    text(detail, 42, `font-size="12" fill="${color}"`),
    text(output, 60, `font-size="12" fill="${colors.inkMuted}"`),
  ].join('');
}

function shortened(text: string): string {
  return text.length > characters ? `${text.slice(0, characters - 1)}…` : text;
}
