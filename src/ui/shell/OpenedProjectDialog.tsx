import { useStore } from 'zustand';
import { formatBytes, formatCount } from '#base/format.ts';
import { analyzeGraph } from '#graph/analyze.ts';
import type { OpenedProject } from '#protocol/project.ts';
import { cancelOpening, dismissProject, replaceByOpenedProject } from '#state/open-project.ts';
import type { FileFault } from '#state/project-file-store.ts';
import { goBackObstacle } from '#state/runs.ts';
import { Button } from '#ui/kit/Button.tsx';
import { Callout } from '#ui/kit/Callout.tsx';
import { Dialog } from '#ui/kit/Dialog.tsx';
import { ProgressBar } from '#ui/kit/ProgressBar.tsx';
import { useProject, useStride } from '#ui/stride-context.ts';

/** What a project file holds, before anything is replaced. */
export function OpenedProjectDialog() {
  const stride = useStride();
  const opening = useStore(stride.projectFile, (state) => state.opening);
  const close = () => dismissProject(stride);
  if (opening.phase === 'none') return null;
  return (
    <Dialog title={`Open ${opening.fileName}`} open onClose={close}>
      {opening.phase === 'reading' && (
        <p role="status" className="text-body text-ink-muted">
          Reading {opening.fileName} …
        </p>
      )}
      {opening.phase === 'failed' && (
        <div className="flex flex-col items-start gap-4">
          <Callout tone="error">{opening.fault.message}</Callout>
          <p className="text-body text-ink-muted">{opening.fault.remedy} Your own project is as it was.</p>
          <Button onClick={close}>Close</Button>
        </div>
      )}
      {(opening.phase === 'ready' || opening.phase === 'importing') && (
        <div className="flex flex-col gap-4">
          <Facts project={opening.project} />
          {opening.phase === 'ready' ? (
            <Decision fault={opening.fault} onKeep={close} />
          ) : (
            <Importing job={opening.job} pictures={opening.project.dataset?.pictures ?? 0} />
          )}
        </div>
      )}
    </Dialog>
  );
}

function Facts({ project }: { readonly project: OpenedProject }) {
  return (
    <>
      <p className="font-semibold text-ink text-title">{project.project.name}</p>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-body">
        {factsOf(project).map(([term, value]) => (
          <div key={term} className="contents">
            <dt className="text-ink-muted">{term}</dt>
            <dd className="min-w-0 break-words text-ink tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Decision({ fault, onKeep }: { readonly fault: FileFault | null; onKeep(): void }) {
  const stride = useStride();
  const mine = useProject(({ name }) => name);
  // Both decide whether it may be opened.
  useStore(stride.training, ({ phase }) => phase);
  useStore(stride.tabLock, ({ role }) => role);
  const obstacle = goBackObstacle(stride);
  return (
    <>
      {fault && (
        <Callout tone="error" title="It was not opened">
          {fault.message} {fault.remedy} Your own project is as it was.
        </Callout>
      )}
      {obstacle !== null && <Callout tone="warning">{obstacle}</Callout>}
      <p className="text-ink-muted text-label">
        It takes the place of “{mine}”, which is kept: Undo brings it back, and so does “Kept networks” among the
        commands. Your data sets and runs stay.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" disabled={obstacle !== null} onClick={() => void replaceByOpenedProject(stride)}>
          Open it
        </Button>
        <Button onClick={onKeep}>Keep mine</Button>
      </div>
    </>
  );
}

function Importing({ job, pictures }: { readonly job: string; readonly pictures: number }) {
  const stride = useStride();
  const progress = useStore(stride.libraryState, ({ jobs }) => jobs.find((each) => each.job === job)?.progress);
  const done = progress?.done ?? 0;
  return (
    <div className="flex items-center gap-3">
      <ProgressBar
        label="Pictures coming in"
        value={pictures === 0 ? null : done / pictures}
        text={`${formatCount(done)} of ${formatCount(pictures)} pictures`}
        className="flex-1"
      />
      <Button onClick={() => cancelOpening(stride)}>Cancel</Button>
    </div>
  );
}

const time = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

function factsOf({ project, savedAt, weights, dataset, runs }: OpenedProject): readonly (readonly [string, string])[] {
  const { graph, training, seed } = project;
  const { totals } = analyzeGraph(graph);
  return [
    ['Saved', time.format(savedAt)],
    ['Layers', formatCount(graph.nodes.length)],
    ['Parameters', formatCount(totals.parameters)],
    ['Weights', weights ? `${formatCount(weights.parameters)} numbers, checked against the layers` : 'none'],
    ['Data set', datasetText(project.dataset, dataset)],
    ['Runs', runs === 0 ? 'none' : formatCount(runs)],
    [
      'Training',
      `${training.optimizer.name}, learning rate ${training.learningRate}, batches of ${training.batchSize}, ${training.epochs} ${training.epochs === 1 ? 'epoch' : 'epochs'}`,
    ],
    ['Seed', String(seed)],
  ];
}

function datasetText(id: string, dataset: OpenedProject['dataset']): string {
  if (dataset) {
    const { name, pictures, classNames, archive } = dataset;
    return `${name}: ${formatCount(pictures)} pictures in ${formatCount(classNames.length)} classes, ${formatBytes(archive.size)}`;
  }
  return id === 'mnist' ? 'MNIST digits' : 'one of its own, which is not in the file';
}
