import { Unlink } from 'lucide-react';
import type { LayerNode, ModelGraph } from '#graph/model-graph.ts';
import { areOneLayer, separateWeights } from '#graph/sharing.ts';
import { editGraph } from '#state/edit-graph.ts';
import { Button } from '../../kit/Button.tsx';
import { useStride } from '../../stride-context.ts';

interface LayerSharingProps {
  readonly node: LayerNode;
  readonly graph: ModelGraph;
}

/** With whom a layer shares its weights, in words, and how to end that. */
export function LayerSharing({ node, graph }: LayerSharingProps) {
  const stride = useStride();
  const others = graph.nodes.filter((each) => each !== node && areOneLayer(each, node));
  if (others.length === 0) return null;
  const original = others.find(({ id }) => id === node.sharesWeightsOf);
  const sentence = original
    ? `Uses the weights of ${original.name}: one layer, called again. Settings and training are the same for both.`
    : `Its weights are used by ${others.map(({ name }) => name).join(', ')} too: one layer, called again.`;
  return (
    <div className="flex flex-col items-start gap-2">
      <h3 className="font-semibold text-ink text-label">Shared weights</h3>
      <p className="break-words text-ink-muted text-label">{sentence}</p>
      <Button
        size="small"
        icon={Unlink}
        onClick={() =>
          editGraph(stride, `Give ${node.name} weights of its own`, (before) => separateWeights(before, node.id))
        }
      >
        Give it weights of its own
      </Button>
    </div>
  );
}
