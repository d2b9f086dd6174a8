import { Archive } from 'lucide-react';
import { useEffect, useState } from 'react';
import { formatCount } from '#base/format.ts';
import { faultOf } from '#state/engine-events.ts';
import { replaceProject } from '#state/share.ts';
import type { KeptProject } from '#storage/kept-projects.ts';
import { Button } from '#ui/kit/Button.tsx';
import { Callout } from '#ui/kit/Callout.tsx';
import { Dialog } from '#ui/kit/Dialog.tsx';
import { EmptyState } from '#ui/kit/EmptyState.tsx';
import { useStride } from '#ui/stride-context.ts';

const date = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' });

/** Documents that others took the place of. */
export function KeptDialog({ onClose }: { onClose(): void }) {
  const stride = useStride();
  const [kept, setKept] = useState<readonly KeptProject[] | null>(null);
  const [fault, setFault] = useState('');
  useEffect(() => {
    stride.kept.list().then(setKept, (thrown) => setFault(faultOf(thrown).message));
  }, [stride]);
  return (
    <Dialog title="Kept networks" open onClose={onClose}>
      {fault !== '' && <Callout tone="error">{fault}</Callout>}
      {kept?.length === 0 && (
        <EmptyState icon={Archive} title="Nothing is kept yet">
          When a link or a file takes the place of your network, that network is kept here.
        </EmptyState>
      )}
      <ul className="flex flex-col divide-y divide-line">
        {kept?.map(({ key, time, project }) => (
          <li key={key} className="flex items-center gap-3 py-2">
            <span className="min-w-0 flex-1">
              <span className="block truncate font-medium text-ink">{project.name}</span>
              <span className="block text-ink-muted text-label">
                {formatCount(project.graph.nodes.length)} {project.graph.nodes.length === 1 ? 'layer' : 'layers'} · kept{' '}
                {date.format(time)}
              </span>
            </span>
            <Button
              aria-label={`Open ${project.name}, kept ${date.format(time)}`}
              onClick={() => void replaceProject(stride, `Open ${project.name}`, project)}
            >
              Open
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
