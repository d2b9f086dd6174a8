import { Minimize2 } from 'lucide-react';
import type { LayerNode } from '#graph/model-graph.ts';
import { blockNames } from '#graph/shown-graph.ts';
import { showBlock } from '#state/shown.ts';
import { Button } from '../../kit/Button.tsx';
import { useProject, useStride } from '../../stride-context.ts';

/** The block that a layer belongs to, and how to show it as one. */
export function LayerBlock({ node: { block } }: { readonly node: LayerNode }) {
  const stride = useStride();
  const graph = useProject((project) => project.graph);
  if (block === undefined || !blockNames(graph).includes(block)) return null;
  return (
    <div className="flex items-center justify-between gap-2">
      <p className="min-w-0 truncate text-label">
        <span className="text-ink-muted">Block </span>
        <span className="text-ink">{block}</span>
      </p>
      <Button variant="ghost" icon={Minimize2} onClick={() => showBlock(stride, block, false)}>
        Collapse block
      </Button>
    </div>
  );
}
