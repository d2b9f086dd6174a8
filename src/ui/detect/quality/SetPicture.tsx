import { useEffect, useRef, useState } from 'react';
import { faultOf } from '#state/engine-events.ts';
import type { Size } from '#vision/box.ts';
import { useStride } from '../../stride-context.ts';

export interface SetPictureProps {
  readonly set: string;
  /** Its place in the set. */
  readonly picture: number;
  readonly size: Size;
  /** In pixels of the screen. */
  readonly longestSide: number;
  /** Absent where the text beside it says all. */
  readonly label?: string;
}

/** A picture of the open set on a canvas as wide as its parent; its place is kept free while it is read. */
export function SetPicture({ set, picture, size, longestSide, label }: SetPictureProps) {
  const { engine } = useStride();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [fault, setFault] = useState<string | null>(null);
  useEffect(() => {
    let isWanted = true;
    setFault(null);
    const target = canvas.current;
    target?.getContext('2d')?.clearRect(0, 0, target.width, target.height);
    engine.quality.picture(set, picture, longestSide).then(
      (bitmap) => {
        if (isWanted && target) {
          target.width = bitmap.width;
          target.height = bitmap.height;
          target.getContext('2d')?.drawImage(bitmap, 0, 0);
        }
        bitmap.close();
      },
      (thrown: unknown) => {
        if (isWanted) setFault(faultOf(thrown).message);
      },
    );
    return () => {
      isWanted = false;
    };
  }, [engine, set, picture, longestSide]);
  return (
    <>
      <canvas
        ref={canvas}
        role={label === undefined ? 'presentation' : 'img'}
        aria-label={label}
        className="block h-auto w-full bg-sunken"
        style={{ aspectRatio: `${size.width} / ${size.height}` }}
      />
      {fault !== null && <p className="absolute inset-0 bg-danger-soft p-2 text-danger text-label">{fault}</p>}
    </>
  );
}
