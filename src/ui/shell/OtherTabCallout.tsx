import { useStore } from 'zustand';
import { Button } from '#ui/kit/Button.tsx';
import { Callout } from '#ui/kit/Callout.tsx';
import { useStride } from '#ui/stride-context.ts';

/** Says that another tab has the project, and offers to take it over. */
export function OtherTabCallout() {
  const { role, takeOver } = useStore(useStride().tabLock);
  if (role === 'owner') return null;
  return (
    <Callout tone="warning" title="This tab is read-only" className="m-3 mb-1">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="min-w-0 flex-1 basis-72">
          Stride is open in another tab, which has this project and the data sets; only one at a time can change them.
          When that tab is closed, this one goes on by itself.
        </p>
        <Button size="small" disabled={role === 'taking'} onClick={takeOver}>
          {role === 'taking' ? 'Taking over' : 'Take over'}
        </Button>
      </div>
    </Callout>
  );
}
