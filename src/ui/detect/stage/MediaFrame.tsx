import type { CSSProperties, ReactNode } from 'react';
import type { Size } from '#vision/box.ts';
import { classNames } from '../../kit/class-names.ts';
import { Skeleton } from '../../kit/Skeleton.tsx';
import { BoxOverlay } from './BoxOverlay.tsx';

export interface MediaFrameProps {
  /** Of the picture; null while it is not known. */
  readonly size: Size | null;
  readonly isMirrored: boolean;
  readonly isStill: boolean;
  readonly isWaiting: boolean;
  /** The media has controls of its own, which the overlay must let through. */
  readonly hasControls?: boolean;
  /** The media, filling its place. */
  readonly children: ReactNode;
}

/** As large as there is room for, in the picture's own shape, with the boxes over it. */
export function MediaFrame({ size, isMirrored, isStill, isWaiting, hasControls, children }: MediaFrameProps) {
  const { width, height } = size ?? { width: 4, height: 3 };
  const shape: CSSProperties = {
    aspectRatio: `${width} / ${height}`,
    width: `min(100cqw, 100cqh * ${width / height})`,
  };
  return (
    <div className="@container-size flex min-h-64 flex-1 items-center justify-center overflow-hidden bg-sunken">
      <div className={classNames('relative shrink-0', hasControls && 'pb-0')} style={shape}>
        {children}
        {isWaiting && <Skeleton className="absolute inset-0" />}
        <BoxOverlay isMirrored={isMirrored} isStill={isStill} />
      </div>
    </div>
  );
}
