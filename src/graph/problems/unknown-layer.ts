import { removeNodes } from '../edits/remove-nodes.ts';
import type { ProblemFinder } from './facts.ts';

/** Layers of an opened model that Stride lacks. */
export const findUnknownLayers: ProblemFinder = ({ graph }) =>
  graph.nodes.flatMap((node) => {
    if (node.type !== 'UnknownLayer') return [];
    return [
      {
        code: 'unknown-layer',
        message: `Stride cannot run ${node.name} (${node.config.className}): it has no such layer, or lacks one of its settings. Replace it or remove it.`,
        nodes: [node.id],
        severity: 'error' as const,
        repairs: [{ label: `Remove ${node.name}`, apply: (current) => removeNodes(current, [node.id]) }],
      },
    ];
  });
