import { ArrowRight } from 'lucide-react';
import type { WorkspaceId } from '#state/workspaces.ts';
import { workspaces } from '#state/workspaces.ts';
import { Button } from '#ui/kit/Button.tsx';
import { useStride } from '#ui/stride-context.ts';
import { workspaceIcons } from './workspace-icons.ts';

export type PlannedWorkspaceId = 'detect';

interface Plan {
  readonly promise: string;
  readonly meanwhile: string;
  readonly target: WorkspaceId;
}

const plans: Readonly<Record<PlannedWorkspaceId, Plan>> = {
  detect: {
    promise:
      'Here you will point a webcam at things and watch a detector find them, with every proposal and every suppressed box on show.',
    meanwhile: 'It is not there yet. Until then, train a classifier and try it on what you draw.',
    target: 'train',
  },
};

export interface PlannedWorkspaceProps {
  readonly id: PlannedWorkspaceId;
}

/** An honest page for a workspace that is not built yet: what it will be, and where to go meanwhile. */
export function PlannedWorkspace({ id }: PlannedWorkspaceProps) {
  const { view } = useStride();
  const { promise, meanwhile, target } = plans[id];
  const Icon = workspaceIcons[id];
  const nameOf = (wanted: WorkspaceId) => workspaces.find((workspace) => workspace.id === wanted)?.label;
  return (
    <div className="flex h-full flex-col items-center justify-center gap-4 overflow-y-auto p-6 text-center">
      <span className="flex size-16 items-center justify-center rounded-large border border-line-strong border-dashed bg-surface text-ink-muted">
        <Icon aria-hidden="true" className="size-7" strokeWidth={1.5} />
      </span>
      <h2 className="font-semibold text-display text-ink">{nameOf(id)}</h2>
      <div className="flex max-w-[52ch] flex-col gap-2 text-pretty text-title">
        <p className="text-ink">{promise}</p>
        <p className="text-ink-muted">{meanwhile}</p>
      </div>
      <Button icon={ArrowRight} variant="primary" onClick={() => view.setState({ workspace: target })}>
        Go to {nameOf(target)}
      </Button>
    </div>
  );
}
