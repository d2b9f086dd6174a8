import { Skeleton } from '#ui/kit/Skeleton.tsx';

/** Holds the place of a workspace whose code is on its way. */
export function WorkspaceSkeleton() {
  return (
    <div className="grid h-full grid-cols-[16rem_1fr] gap-3 p-3 max-desk:grid-cols-1">
      <p role="status" className="sr-only">
        Loading the workspace
      </p>
      <Skeleton className="h-full max-desk:hidden" />
      <Skeleton className="h-full" />
    </div>
  );
}
