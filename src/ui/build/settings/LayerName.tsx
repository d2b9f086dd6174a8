import { useState } from 'react';
import { messageOf } from '#base/errors.ts';
import { renameNode } from '#graph/edits/rename-node.ts';
import type { LayerNode } from '#graph/model-graph.ts';
import { editGraph } from '#state/edit-graph.ts';
import { TextField } from '../../kit/TextField.tsx';
import { useStride } from '../../stride-context.ts';
import { useFocusLeave } from './use-focus-leave.ts';

/** A layer's name, unique in the network. A name that cannot be is kept in the field with the reason, and nowhere else. */
export function LayerName({ node }: { readonly node: LayerNode }) {
  const stride = useStride();
  const [draft, setDraft] = useState<{ readonly text: string; readonly fault: string } | null>(null);

  const frame = useFocusLeave<HTMLDivElement>(() => {
    stride.project.endGesture();
    setDraft(null);
  });

  const rename = (name: string) => {
    try {
      editGraph(stride, `Rename layer to ${name}`, (graph) => renameNode(graph, node.id, name), `rename ${node.id}`);
      setDraft(null);
    } catch (thrown) {
      setDraft({ text: name, fault: messageOf(thrown) });
    }
  };

  return (
    <div ref={frame}>
      <TextField label="Name" value={draft?.text ?? node.name} error={draft?.fault ?? null} onChange={rename} />
    </div>
  );
}
