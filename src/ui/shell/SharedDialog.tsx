import { useStore } from 'zustand';
import { formatCount } from '#base/format.ts';
import { analyzeGraph } from '#graph/analyze.ts';
import type { Project } from '#graph/project/project.ts';
import { replaceProject } from '#state/share.ts';
import { Button } from '#ui/kit/Button.tsx';
import { Callout } from '#ui/kit/Callout.tsx';
import { Dialog } from '#ui/kit/Dialog.tsx';
import { useProject, useStride } from '#ui/stride-context.ts';

/** What a link holds, before anything is replaced. */
export function SharedDialog({ onClose }: { onClose(): void }) {
  const stride = useStride();
  const shared = useStore(stride.view, (view) => view.shared);
  if (shared === null) return null;
  return (
    <Dialog title="A network by link" open onClose={onClose}>
      {shared.ok ? (
        <SharedProject project={shared.value} onClose={onClose} />
      ) : (
        <div className="flex flex-col items-start gap-4">
          <Callout tone="error">The link cannot be opened. {shared.fault} Your own network is as it was.</Callout>
          <p className="text-body text-ink-muted">Ask for the link again, or for the project file.</p>
          <Button onClick={onClose}>Close</Button>
        </div>
      )}
    </Dialog>
  );
}

function SharedProject({ project, onClose }: { readonly project: Project; onClose(): void }) {
  const stride = useStride();
  const mine = useProject(({ name }) => name);
  return (
    <div className="flex flex-col gap-4">
      <p className="font-semibold text-ink text-title">{project.name}</p>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-body">
        {factsOf(project).map(([term, value]) => (
          <div key={term} className="contents">
            <dt className="text-ink-muted">{term}</dt>
            <dd className="min-w-0 break-words text-ink tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="text-ink-muted text-label">
        It takes the place of “{mine}”, which is kept: Undo brings it back, and so does “Kept networks” among the
        commands.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" onClick={() => void replaceProject(stride, `Open ${project.name}`, project)}>
          Open it
        </Button>
        <Button onClick={onClose}>Keep mine</Button>
      </div>
    </div>
  );
}

function factsOf({ graph, dataset, training, seed }: Project): readonly (readonly [string, string])[] {
  const { totals } = analyzeGraph(graph);
  const types = [...new Set(graph.nodes.map(({ type }) => type))];
  return [
    ['Layers', `${formatCount(graph.nodes.length)}: ${types.slice(0, 8).join(', ')}${types.length > 8 ? ' …' : ''}`],
    ['Parameters', formatCount(totals.parameters)],
    ['Dataset', dataset === 'mnist' ? 'MNIST digits' : 'a data set of its own, which is not in the link'],
    [
      'Training',
      `${training.optimizer.name}, learning rate ${training.learningRate}, batches of ${training.batchSize}, ${training.epochs} ${training.epochs === 1 ? 'epoch' : 'epochs'}`,
    ],
    ['Seed', String(seed)],
  ];
}
