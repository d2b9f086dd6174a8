import { classNames } from './class-names.ts';

export interface SkeletonProps {
  readonly className?: string | undefined;
}

/** Holds the place of what is still loading. Say beside it, for screen readers, that something loads. */
export function Skeleton({ className }: SkeletonProps) {
  return <div aria-hidden="true" className={classNames('animate-pulse rounded-medium bg-hover', className)} />;
}
